#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "api_place.hpp"

namespace herd::app {

/// `herd up`
struct UpArguments {
    std::string config = "herd.toml";
    std::vector<std::string> only;  // empty: all
    std::string ready_file;         // empty: none
    std::string trace_file;         // empty: none
};
int run_up(const UpArguments& arguments);

/// `herd config`
struct ConfigArguments {
    std::string config = "herd.toml";
    std::string trace;         // a trace to compare with what its topology predicts; empty: none
    std::size_t updates = 10;  // of it are compared
    bool json = false;
};
int run_config(const ConfigArguments& arguments);

/// `herd ask`
struct AskArguments {
    std::string config = "herd.toml";
    std::string ready_file;          // empty: ports come from the configuration
    std::string server;              // a name, or HOST:PORT
    std::vector<std::string> lines;  // empty: from standard input
    double timeout = 10;             // seconds without a byte from the server
};
int run_ask(const AskArguments& arguments);

/// `herd places`. Texts are as they were given.
struct PlacesArguments {
    std::string config = "herd.toml";
    std::string at;
    std::string radius;
    std::string bound;
    bool check = false;  // tell what the provider may do
    bool json = false;   // of a check
};
int run_places(const PlacesArguments& arguments);

/// `herd trace`. Shape: files to be written; `-` is standard output, empty: none.
struct TraceArguments {
    std::string file;
    std::string svg;
    std::string mermaid;
    std::string perfetto;
    std::string shiviz;
    std::optional<std::string> client;  // nothing: all
    std::uint64_t since = 0;
    std::uint64_t until = UINT64_MAX;
};
int run_trace(const TraceArguments& arguments);

/// `herd explain`
struct ExplainArguments {
    std::string client;
    std::string trace;
    bool json = false;
};
int run_explain(const ExplainArguments& arguments);

/// `herd play`
struct PlayArguments {
    std::vector<std::string> files;  // or directories of them
    std::string filter;              // part of a file's name or a scenario's; empty: all
    std::size_t repeat = 1;
    std::string against;  // a herd.toml of servers that run elsewhere; empty: a herd of its own
    std::string run_directory = "herd-run";
    bool has_run_directory = false;  // it was asked for
    std::string junit;               // a file; empty: none
    bool json = false;
    std::uint64_t seed = 1;  // of what faults draw, and a simulation; each round has the next one
    bool sim = false;        // on a simulated network
    std::size_t seeds = 1;   // rounds of a simulation
};
int run_play(PlayArguments arguments);

/// `herd sim`. Texts are as they were given; empty: the usual.
struct SimArguments {
    std::optional<std::uint64_t> seed;   // the first one
    std::optional<std::uint64_t> seeds;  // how many
    std::size_t jobs = 0;                // processes; 0: one a core
    double minutes = 0;                  // 0: no limit
    std::string servers;                 // a number or a range
    std::string topology;                // a shape, or of `exhaustive` the name of a published one
    std::string propagation;
    std::optional<std::size_t> updates;
    std::string faults;              // kinds, or `none`
    std::vector<std::string> fault;  // kind=rate
    std::string duration;
    bool twice = false;        // plays each seed twice and compares
    bool fingerprint = false;  // prints that of all runs
    bool json = false;
    bool show = false;  // prints what is drawn instead of playing it
    bool shrinks = true;
    std::string out = "herd-run";  // where shrunk scenarios go
    bool exhaustive = false;
    std::string study;  // where the study goes
    bool quick = false;
};
int run_sim(const SimArguments& arguments);

/// `herd bench`. Texts are as they were given; empty: the usual.
struct BenchArguments {
    std::string config;                  // a herd that runs; empty: one of its own
    std::string herd;                    // a file that describes its own
    std::optional<std::size_t> servers;  // of its own, generated
    std::string topology;                // a shape
    std::string log = "off";             // of its own: a level
    std::vector<std::string> server;     // under load; empty: all
    std::size_t connections = 50;
    std::size_t depth = 1;
    std::size_t idle = 0;  // connections that never say anything
    std::size_t clients = 100'000;
    std::size_t name_length = 20;
    std::string around;  // where clients are; empty: anywhere
    std::string mix;
    double seconds = 5;
    std::optional<std::uint64_t> count;  // of requests, instead of seconds
    double warm_up = 1;                  // seconds
    double settle = 30;                  // seconds until all servers have to agree
    double rate = 0;                     // requests a second; 0: a closed loop
    double propagation_rate = 2000;      // updates a second; 0: not measured
    std::size_t repeat = 1;
    std::string pin;  // two cores
    bool memory = false;
    bool json = false;
    std::uint64_t seed = 1;
};
int run_bench(const BenchArguments& arguments);

/// `herd ctl`. Shape: `verb` is one of `ctl_verbs`; words and options are as `CtlCall` has them.
struct CtlArguments {
    ApiPlaceArguments place;
    bool json = false;
    std::string verb;
    std::vector<std::string> words;
    std::map<std::string, std::string> options;
};
int run_ctl(const CtlArguments& arguments);

/// `herd top`
struct TopArguments {
    ApiPlaceArguments place;
    double interval = 1;  // seconds
    bool once = false;
};
int run_top(const TopArguments& arguments);

/// `herd replay`
struct ReplayArguments {
    std::vector<std::string> files;
    std::string config = "herd.toml";
    std::string ready_file;            // empty: ports come from the configuration
    std::vector<std::string> servers;  // empty: all
    double speed = 1;
    bool fast = false;
    bool loop = false;
    bool now = false;
    std::size_t clients = 0;  // the first so many; 0: all
    std::string prefix;       // of their names
    bool json = false;
};
int run_replay(const ReplayArguments& arguments);

}  // namespace herd::app

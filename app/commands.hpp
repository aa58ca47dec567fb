#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace herd::app {

/// `herd up`
struct UpArguments {
    std::string config = "herd.toml";
    std::vector<std::string> only;  // empty: all
    std::string ready_file;         // empty: none
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

}  // namespace herd::app

#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "config/config.hpp"
#include "fault/fault.hpp"

namespace herd::scenario {

// The verbs of a scenario's steps. Source: docs/scenarios.md

/// A client's lines, and what the server answers to them, if that matters: `*` is any one field.
struct Send {
    std::string to;
    std::vector<std::string> lines;
    std::optional<std::vector<std::string>> expect;  // the lines of the answers
    bool awaits_answer = true;
    std::optional<nanoseconds> within;  // how long the answers may take; nothing: as long as the player waits
};
/// Several clients at once: all have sent before any answer is read.
struct Race {
    std::vector<Send> sends;
};
/// Until nothing is in flight anywhere.
struct Settle {
    nanoseconds within{};
};
/// Until nothing moves any more: what a stall or a paused server holds may stay where it is.
struct Quiet {
    nanoseconds within{};
};
/// Until no fault that ends by itself is in force.
struct Lifted {
    nanoseconds within{};
};
struct Wait {
    nanoseconds duration{};
};
/// The client's newest update reached these servers, group after group, and no others.
struct Order {
    std::string client;
    std::vector<std::vector<std::string>> groups;
};
/// Link messages that carried the client's newest update.
struct Messages {
    std::string client;
    std::size_t count = 0;
};
/// The servers that the client's newest update reached, and no others.
struct Reached {
    std::string client;
    std::vector<std::string> servers;
};
/// How many links the client's newest update had crossed when each server first heard of it.
struct Hops {
    std::string client;
    std::vector<std::pair<std::string, std::size_t>> at;
};
/// All running servers hold the same record of the client.
struct Converged {
    std::string client;
};
/// A server holds this AT line of the client: `*` is any one field.
struct RecordIs {
    std::string client;
    std::string at;
    std::string line;
};
/// Servers that hold no record of the client.
struct Absent {
    std::string client;
    std::vector<std::string> at;
};

using Verb = std::variant<Send, Race, Settle, Quiet, Lifted, Wait, Order, Messages, Reached, Hops, Converged,
                          RecordIs, Absent, fault::Fault>;

struct Step {
    int line = 0;  // of the file, from 1
    Verb verb;
};

/// A scenario file.
struct Scenario {
    std::string name;
    std::filesystem::path file;
    config::Config config;  // the herd, on free ports: those of the file that it came from are not kept
    std::vector<Step> steps;
};

/// What a scenario may name beside itself.
enum class Reach {
    outside,  // files, environment variables and hosts
    nothing,  // none of these: its author is somebody else
};

/// Reads a scenario file.
/// Shape:  `name` is how faults call the file; relative paths in it are relative to `name`'s directory. What
///         is out of its reach is a fault, and not looked at.
/// Errors: every fault of the file at once, in the order of their lines: unknown keys, two verbs in a step,
///         servers and links that the herd does not have.
/// Source: docs/scenarios.md
Result<Scenario, std::vector<config::Fault>> parse_scenario(std::string_view text,
                                                            const std::filesystem::path& name,
                                                            Reach reach = Reach::outside);
Result<Scenario, std::vector<config::Fault>> load_scenario(const std::filesystem::path& file);

}  // namespace herd::scenario

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/histogram.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "bench/dialect.hpp"

namespace herd::bench {

/// Where a server listens.
struct Endpoint {
    std::string host;
    std::uint16_t port = 0;
};

/// How servers are put under load: by connections that each have up to `depth` requests under way.
///
/// In a closed loop a request follows the answer that makes room for it. In an open one requests are due at a
/// fixed rate, in turn on each connection, whatever the servers do; one that finds no room waits, and its
/// latency counts from when it was due.
struct Load {
    std::vector<Endpoint> endpoints;  // connections go to them in turn
    std::size_t connections = 1;
    std::size_t depth = 1;
    double rate = 0;                   // requests a second, of all connections together; 0: a closed loop
    std::uint64_t count = 0;           // requests to be measured; 0: as many as there are in `duration`
    nanoseconds duration{0};           // not looked at if there is a count
    std::uint64_t warm_up_count = 0;   // requests before those that are measured: at least so many,
    nanoseconds warm_up{0};            // and for at least so long
    std::size_t idle_connections = 0;  // besides, which never say anything
    nanoseconds patience = std::chrono::seconds(10);  // without any answer, though requests are open
};

/// Called on the generator's thread.
struct LoadEvents {
    std::function<void()> warmed_up;  // no request is open; those from now on are measured
};

struct LoadResult {
    std::uint64_t answers = 0;
    SteadyTime begin{};     // before the first request that is measured
    SteadyTime end{};       // after the last answer
    Histogram latencies;    // from when a request was due (closed loop: sent) to its answer
    Histogram round_trips;  // from when a request was sent to its answer
    double answers_per_second() const;
};

enum class LoadFault {
    connect,  // a server cannot be connected to
    lost,     // a connection was closed or reset
    silent,   // no answer came in time
    wrong,    // an answer is wrong
};

struct LoadError {
    LoadFault fault{};
    std::string why;  // for people, with the server's address
};

/// Puts servers under load on this thread, and checks every answer. Errors: the first thing that went wrong.
Result<LoadResult, LoadError> run_load(const Load& load, Dialect& dialect, const LoadEvents& events = {});

}  // namespace herd::bench

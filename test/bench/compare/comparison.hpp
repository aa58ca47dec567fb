#pragma once

#include <cstddef>
#include <string>

#include "base/histogram.hpp"
#include "base/time.hpp"
#include "bench/figures.hpp"

namespace herd::bench {

/// How a server that is no herd is put under load.
struct ComparisonOptions {
    std::string program;  // the server's
    std::size_t connections = 50;
    std::size_t depth = 1;
    std::size_t clients = 100'000;
    double rate = 0;  // requests a second; 0: a closed loop
    nanoseconds duration = std::chrono::seconds(1);
    nanoseconds warm_up = std::chrono::seconds(1);  // and until each client is known
    int server_core = 0;
};

/// What came of it.
struct Comparison {
    Figures figures;
    Histogram latencies;
    std::string version;  // of the server, if it tells
};

}  // namespace herd::bench

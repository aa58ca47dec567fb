#pragma once

#include <optional>
#include <string>

#include "bench/measure.hpp"
#include "commands.hpp"
#include "config/config.hpp"

namespace herd::app {

/// The cores that threads are to keep to.
struct Pin {
    unsigned server = 0;
    unsigned client = 0;
};

/// What `herd bench` is to measure, and with what.
struct BenchSetup {
    config::Config config;
    bool is_own = true;  // a herd of its own, or one that runs
    std::string name;    // of the herd, for people
    bench::HerdLoad load;
    std::optional<Pin> pin;
};

/// Errors: nothing, and on standard error what is wrong with each option.
std::optional<BenchSetup> read_bench_or_complain(const BenchArguments& arguments);

}  // namespace herd::app

#pragma once

#include <string>
#include <vector>

#include "bench/figures.hpp"
#include "bench_setup.hpp"

namespace herd::app {

/// What was measured, for people: medians of the runs, and from the least to the most of them.
std::string format_bench(const BenchSetup& setup, const std::vector<bench::Figures>& runs);

/// The same for programs, as one line of JSON: what was measured with what, `median`, and `runs`.
std::string format_bench_json(const BenchSetup& setup, const std::vector<bench::Figures>& runs);

}  // namespace herd::app

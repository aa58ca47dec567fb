#pragma once

#include <benchmark/benchmark.h>
#include <cstddef>

namespace herd::bench {

/// Has a benchmark report `each`, the time that one of its things takes, where an iteration does so many.
void report_each(benchmark::State& state, std::size_t things);

/// Bytes of heap that the program has in use.
std::size_t measure_heap();

}  // namespace herd::bench

#include "cost.hpp"

#include <malloc.h>

namespace herd::bench {

void report_each(benchmark::State& state, std::size_t things) {
    using benchmark::Counter;
    state.counters["each"] =
        Counter(static_cast<double>(things), Counter::kIsIterationInvariantRate | Counter::kInvert);
}

std::size_t measure_heap() {
    const auto heap = mallinfo2();
    return heap.uordblks + heap.hblkhd;  // of small blocks, and of those that the system maps
}

}  // namespace herd::bench

#include "study/figures.hpp"

#include "base/assert.hpp"

namespace herd::study {

nanoseconds pick_percentile(const std::vector<nanoseconds>& sorted, std::size_t percent) {
    HERD_ASSERT(!sorted.empty() && percent > 0 && percent <= 100);
    return sorted[(sorted.size() * percent + 99) / 100 - 1];
}

}  // namespace herd::study

#include "trace/tally.hpp"

#include <algorithm>

namespace herd::trace {

void Tally::add(std::ptrdiff_t difference, const std::string& why) {
    const auto known = std::find_if(reasons_.begin(), reasons_.end(),
                                    [&](const Reason& reason) { return reason.why == why; });
    if (known == reasons_.end()) {
        reasons_.push_back({difference, why});
    } else {
        known->difference += difference;
    }
}

}  // namespace herd::trace

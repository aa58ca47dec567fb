#include "fault/delay.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace herd::fault {
namespace {

nanoseconds scale(nanoseconds jitter, double factor) {
    return nanoseconds(std::llround(static_cast<double>(jitter.count()) * factor));
}

}  // namespace

nanoseconds draw_delay(const Conditions& conditions, Random& random) {
    nanoseconds delay = conditions.delay;
    const nanoseconds jitter = conditions.jitter;
    if (jitter > nanoseconds(0)) {
        switch (conditions.distribution) {
            case Distribution::constant:
                break;
            case Distribution::uniform: {
                const auto width = 2 * static_cast<std::uint64_t>(jitter.count()) + 1;
                delay += nanoseconds(static_cast<std::int64_t>(random.below(width))) - jitter;
                break;
            }
            case Distribution::normal:
                delay += scale(jitter, random.normal());
                break;
            case Distribution::exponential:
                delay += scale(jitter, random.exponential());
                break;
        }
    }
    return std::max(delay, nanoseconds(0));
}

}  // namespace herd::fault

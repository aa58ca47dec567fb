#include "swarm/dice.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>

#include "core/hash.hpp"

namespace herd::swarm {
namespace {

std::uint64_t mix(std::uint64_t seed, Dice::Use use) {
    return core::hash_bytes(std::to_string(seed) + " " + std::to_string(static_cast<std::uint64_t>(use)));
}

}  // namespace

Dice::Dice(std::uint64_t seed, Use use) : random_(mix(seed, use)) {}

nanoseconds Dice::duration(nanoseconds least, nanoseconds most) {
    // Doubles of `least`, and then a place within one.
    std::size_t doubles = 0;
    while (least.count() << (doubles + 1) <= most.count()) ++doubles;
    const auto base = least.count() << below(doubles + 1);
    const auto time = base + static_cast<std::int64_t>(below(static_cast<std::size_t>(base)));
    const auto limited = std::min<std::int64_t>(time, most.count());
    return nanoseconds(limited > 1000 ? limited / 1000 * 1000 : limited);
}

nanoseconds Dice::gap(nanoseconds mean) {
    const double times = random_.exponential();
    return std::chrono::microseconds(
        static_cast<std::int64_t>(times * static_cast<double>(mean.count() / 1000)));
}

}  // namespace herd::swarm

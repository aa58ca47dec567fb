#include "fault/random.hpp"

namespace herd::fault {

std::uint64_t Random::below(std::uint64_t limit) {
    // What is left over above the last whole multiple of `limit` would make small numbers likelier.
    const std::uint64_t rest = (UINT64_MAX % limit + 1) % limit;
    for (;;) {
        const std::uint64_t bits = engine_();
        if (bits <= UINT64_MAX - rest) return bits % limit;
    }
}

double Random::exponential() {
    constexpr double unit = 1.0 / 9007199254740992.0;  // 2^-53: as fine as a double of 0..1 is
    for (double whole = 0;; ++whole) {
        // A falling run of odd length begins with u with the probability e^-u.
        const std::uint64_t first = engine_();
        std::uint64_t last = first;
        bool is_odd = true;
        for (;;) {
            const std::uint64_t next = engine_();
            if (next >= last) break;
            last = next;
            is_odd = !is_odd;
        }
        if (is_odd) return whole + static_cast<double>(first >> 11) * unit;
    }
}

double Random::normal() {
    for (;;) {
        const double x = exponential();
        const double gap = x - 1;
        if (2 * exponential() < gap * gap) continue;
        return (engine_() >> 63) != 0 ? -x : x;
    }
}

}  // namespace herd::fault

#include "places/upstream/backoff.hpp"

#include <algorithm>
#include <cmath>

namespace herd::places {

nanoseconds back_off(nanoseconds first_pause, int retry, double random) {
    constexpr std::chrono::duration<double, std::nano> longest = std::chrono::minutes(1);
    const double whole =
        std::min(std::ldexp(static_cast<double>(first_pause.count()), retry), longest.count());
    return nanoseconds(static_cast<nanoseconds::rep>(whole * (0.5 + random / 2)));
}

}  // namespace herd::places

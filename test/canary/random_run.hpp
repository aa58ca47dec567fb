#pragma once

#include <cstdint>

#include "checker/checks.hpp"
#include "core/server.hpp"

namespace herd::test {

/// What a simulated herd is put through.
enum class Weather {
    calm,    // nothing fails
    stormy,  // faults of all kinds, and then none
};

/// What came of it.
struct Played {
    checker::Findings findings;
    std::uint64_t fingerprint = 0;  // of all that could be seen
};

/// Plays a herd that a seed draws, with its load and its faults, until it is at rest, and has all checkers
/// look at it.
Played play_random_run(std::uint64_t seed, Weather weather, core::Propagation propagation);

}  // namespace herd::test

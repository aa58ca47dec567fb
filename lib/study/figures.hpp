#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/time.hpp"
#include "study/traffic.hpp"

namespace herd::study {

/// What was measured of a cell, over all updates but those that each origin sent first.
struct Figures {
    std::size_t links = 0;
    std::size_t updates = 0;
    std::size_t reached = 0;  // servers that have the update that came to the fewest
    Traffic traffic;          // of all of them, until the herd was at rest again
    double mean_hops = 0;     // of an update until it first came to a server
    unsigned most_hops = 0;
    // From the receipt of an update at its origin until the last server has it.
    nanoseconds median{};
    nanoseconds p99{};
    nanoseconds most{};

    double an_update(std::uint64_t count) const {
        return static_cast<double>(count) / static_cast<double>(updates);
    }
};

/// Of sorted values, the least that so many percent of them do not exceed. Shape: there are some.
nanoseconds pick_percentile(const std::vector<nanoseconds>& sorted, std::size_t percent);

}  // namespace herd::study

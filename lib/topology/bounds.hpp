#pragma once

#include <compare>
#include <cstddef>

namespace herd::topology {

/// A number that is known exactly, or, where that would take too long, to be within bounds.
struct Bounds {
    std::size_t least = 0;
    std::size_t most = 0;

    bool is_exact() const { return least == most; }
    friend auto operator<=>(const Bounds&, const Bounds&) = default;
};

}  // namespace herd::topology

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

#include "base/geo.hpp"
#include "core/nearest_phones.hpp"

namespace herd::core {

/// Where phones are: a grid of cells of about 5.5 km by 5.5 km over the whole sphere, rows of equal latitude
/// with fewer cells towards the poles, so that a search looks at few cells wherever it is.
class PhoneGrid {
public:
    /// Puts a phone at a place, or moves it there. `id` is at most one more than the greatest so far.
    void place(RecordId id, LatLng at);

    /// Offers `nearest` all phones that may be among them.
    void visit(NearestPhones& nearest) const;

private:
    /// A point of the unit sphere; floats are off by at most a metre, so they only rule candidates out.
    struct Point {
        float x = 0, y = 0, z = 0;
        RecordId id = 0;
    };
    /// Where a phone's point stands: the cell, and the position in it.
    struct Place {
        std::uint32_t cell = 0;
        std::uint32_t position = 0;
    };

    using Cells = std::unordered_map<std::uint32_t, std::vector<Point>>;

    /// A map grows all at once, so there are many of them, each with few cells.
    static constexpr std::size_t map_count = 256;
    Cells& cells(std::uint32_t cell) { return maps_[cell % map_count]; }
    const std::vector<Point>* find(std::uint32_t cell) const;
    void leave(Place place);

    std::vector<Cells> maps_;  // none, before there is a phone
    std::deque<Place> places_;
};

}  // namespace herd::core

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <unordered_map>
#include <vector>

#include "base/geo.hpp"
#include "core/nearest_phones.hpp"

namespace herd::core {

/// Where phones are: a grid of cells of about 5.5 km by 5.5 km over the whole sphere, rows of equal latitude
/// with fewer cells towards the poles, so that a search looks at few cells wherever it is.
class PhoneGrid {
public:
    /// Puts a phone at a place, or moves it there.
    void place(ClientId id, LatLng at);
    /// There is room for phones of lesser numbers: that takes as long as there are more than before.
    void make_room(std::size_t phones);

    /// Offers `nearest` all phones that may be among them, but for those that are elsewhere by now.
    /// Shape: `is_moved` by phone, for each that was placed.
    void visit(NearestPhones& nearest, const std::vector<bool>& is_moved) const;

private:
    /// A point of the unit sphere; floats are off by at most a metre, so they only rule candidates out.
    struct Point {
        float x = 0, y = 0, z = 0;
        ClientId id = 0;
    };
    /// The cell of a phone that is in none.
    static constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();
    /// Where a phone's point stands: the cell, and the position in it.
    struct Place {
        std::uint32_t cell = nowhere;
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

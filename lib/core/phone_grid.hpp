#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/geo.hpp"

namespace herd::core {

/// A record's number in its store; given once, in order, and never taken back.
using RecordId = std::uint32_t;

/// What the grid has to know of a phone to decide exactly.
class PhoneDirectory {
public:
    virtual LatLng location(RecordId id) const = 0;
    virtual std::string_view client(RecordId id) const = 0;

protected:
    ~PhoneDirectory() = default;
};

/// A phone near a point.
struct NearHit {
    double km = 0;
    RecordId id = 0;
};

/// Where phones are: a grid of cells of about 5.5 km by 5.5 km over the whole sphere, rows of equal latitude
/// with fewer cells towards the poles, so that a search looks at few cells wherever it is.
class PhoneGrid {
public:
    /// Puts a phone at a place, or moves it there. `id` is at most one more than the greatest so far.
    void place(RecordId id, LatLng at);

    /// The nearest phones within `radius_km` (inclusive) but `except`: at most `bound`, nearest first,
    /// equally near ones by the bytes of their names.
    std::vector<NearHit> nearest(LatLng center, double radius_km, std::size_t bound, RecordId except,
                                 const PhoneDirectory& phones) const;

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

    std::unordered_map<std::uint32_t, std::vector<Point>> cells_;
    std::deque<Place> places_;
};

}  // namespace herd::core

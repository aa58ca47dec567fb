#pragma once

#include <cstddef>
#include <vector>

#include "places/overpass/osm_place.hpp"

namespace herd::places {

/// The nearest of the places that several answers have told, each of them once.
class NearestPlaces {
public:
    /// Shape: keeps no more than `bound` places, and none farther than `radius_km` by `great_circle_km`.
    NearestPlaces(LatLng at, double radius_km, std::size_t bound)
        : at_(at), radius_km_(radius_km), bound_(bound) {}

    void add(std::vector<OsmPlace> places);

    /// How many of them are no farther than this.
    std::size_t count_within(double km) const;

    struct Entry {
        double km = 0;
        OsmPlace place;
    };
    /// Nearest first; of equally near ones the lesser id, by bytes.
    const std::vector<Entry>& entries() const { return entries_; }

private:
    LatLng at_;
    double radius_km_;
    std::size_t bound_;
    std::vector<Entry> entries_;
};

}  // namespace herd::places

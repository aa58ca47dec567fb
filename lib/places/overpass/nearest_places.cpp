#include "places/overpass/nearest_places.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace herd::places {

void NearestPlaces::add(std::vector<OsmPlace> places) {
    for (OsmPlace& place : places) {
        const double km = great_circle_km(at_, place.at);
        if (km <= radius_km_) entries_.push_back({km, std::move(place)});
    }
    std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
        return std::tie(a.km, a.place.id) < std::tie(b.km, b.place.id);
    });
    // What is kept stays where it is, and so do the texts of its ids.
    std::unordered_set<std::string_view> ids;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < entries_.size() && kept < bound_; ++i) {
        if (ids.count(entries_[i].place.id) != 0) continue;
        if (i != kept) std::swap(entries_[i], entries_[kept]);
        ids.insert(entries_[kept].place.id);
        ++kept;
    }
    entries_.resize(kept);
}

std::size_t NearestPlaces::count_within(double km) const {
    const auto end = std::upper_bound(entries_.begin(), entries_.end(), km,
                                      [](double limit, const Entry& entry) { return limit < entry.km; });
    return static_cast<std::size_t>(end - entries_.begin());
}

}  // namespace herd::places

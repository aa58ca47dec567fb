#include "places/gazetteer_provider.hpp"

#include <cstddef>
#include <utility>

#include "places/nearby.hpp"
#include "places/nearest.hpp"

namespace herd::places {

GazetteerProvider::GazetteerProvider(Gazetteer gazetteer, std::vector<std::string> attributions)
    : gazetteer_(gazetteer), attributions_(std::move(attributions)) {}

Result<Document, Failure> GazetteerProvider::look_up(const Question& question, SteadyTime) const {
    std::vector<Place> places;
    if (question.bound > 0 && question.radius_km > 0) {
        const auto bound = static_cast<std::size_t>(question.bound);
        for (const auto& [place, km] : find_nearest(gazetteer_, question.at, question.radius_km, bound)) {
            places.push_back({gazetteer_.id(place), gazetteer_.name(place), gazetteer_.location(place),
                              gazetteer_.type(place), gazetteer_.vicinity(place)});
        }
    }
    return format_nearby(places, attributions_);
}

}  // namespace herd::places

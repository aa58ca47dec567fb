#include "places/gazetteer_provider.hpp"

#include <cstddef>
#include <utility>

#include "places/nearest.hpp"

namespace herd::places {

GazetteerProvider::GazetteerProvider(Gazetteer gazetteer, std::vector<std::string> attributions)
    : gazetteer_(gazetteer), attributions_(std::move(attributions)) {}

Result<Answer, Failure> GazetteerProvider::look_up(const Question& question, const Limits&) const {
    Nearby nearby;
    nearby.html_attributions = attributions_;
    if (!asks_for_nothing(question)) {
        const auto bound = static_cast<std::size_t>(question.bound);
        for (const auto& [place, km] : find_nearest(gazetteer_, question.at, question.radius_km, bound)) {
            nearby.places.push_back(make_place(gazetteer_.id(place), gazetteer_.name(place),
                                               gazetteer_.location(place), gazetteer_.type(place),
                                               gazetteer_.vicinity(place)));
        }
    }
    return Answer{std::move(nearby)};
}

}  // namespace herd::places

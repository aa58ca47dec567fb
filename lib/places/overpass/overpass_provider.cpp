#include "places/overpass/overpass_provider.hpp"

#include <chrono>
#include <cmath>
#include <cstddef>
#include <utility>

#include "places/overpass/nearest_places.hpp"
#include "places/overpass/overpass_answer.hpp"
#include "places/overpass/overpass_query.hpp"
#include "places/overpass/search_radius.hpp"

namespace herd::places {
namespace {

Nearby describe(const NearestPlaces& nearest, bool is_certain) {
    Nearby nearby;
    for (const auto& [km, place] : nearest.entries()) {
        nearby.places.push_back(
            make_place(place.id, place.name, place.at, place_type(place.type), place.vicinity));
    }
    nearby.html_attributions = {
        "Data © <a href=\"https://www.openstreetmap.org/copyright\">OpenStreetMap contributors</a>, ODbL"};
    if (!is_certain) {
        nearby.info_messages = {
            "There are more places around than can be asked for: some that are nearer may be missing."};
    }
    return nearby;
}

class OverpassProvider : public Provider {
public:
    explicit OverpassProvider(std::shared_ptr<Upstream> upstream) : upstream_(std::move(upstream)) {}

    Result<Answer, Failure> look_up(const Question& question, const Limits& limits) const override {
        if (asks_for_nothing(question)) return Answer{Nearby{}};
        constexpr int metres = 1000;  // a kilometre
        const auto bound = static_cast<std::size_t>(question.bound);
        NearestPlaces nearest(question.at, question.radius_km, bound);
        SearchRadius radius(static_cast<int>(std::ceil(question.radius_km * metres)), bound);
        while (const auto asked = radius.next()) {
            auto answer = ask({question.at, *asked, 1}, limits);
            // Without the wider circle places would be missing that nobody knows of.
            if (!answer) return unexpected(std::move(answer.error()));
            nearest.add(std::move(answer->places));
            radius.on_answer(nearest.count_within(static_cast<double>(*asked) / metres),
                             answer->elements == overpass_elements_limit);
        }
        return Answer{describe(nearest, radius.is_certain())};
    }

private:
    Result<OverpassAnswer, Failure> ask(OverpassQuery query, const Limits& limits) const {
        query.seconds = overpass_seconds(limits.deadline - std::chrono::steady_clock::now());
        const auto response = upstream_->send(make_overpass_request(query), limits);
        if (!response) return unexpected(response.error());
        return read_overpass_response(*response);
    }

    const std::shared_ptr<Upstream> upstream_;
};

}  // namespace

std::shared_ptr<const Provider> make_overpass_provider(std::shared_ptr<Upstream> upstream) {
    return std::make_shared<OverpassProvider>(std::move(upstream));
}

}  // namespace herd::places

#include "places/embedded.hpp"

#include <cmath>
#include <set>
#include <string>

#include "places/nearest.hpp"
#include "support/catch.hpp"

using namespace herd::places;
using herd::LatLng;

namespace {

std::size_t nearest_place(LatLng at) {
    const auto found = find_nearest(embedded_gazetteer(), at, 50, 1);
    REQUIRE(found.size() == 1);
    return found.front().place;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t times = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++times;
    return times;
}

Document look_up(const Question& question) {
    return format_outcome(make_embedded_provider()->look_up(question, {}), Layout::classic);
}

}  // namespace

TEST_CASE("the whole world is in the executable") {
    const Gazetteer& gazetteer = embedded_gazetteer();
    CHECK(gazetteer.size() > 200000);
    const struct {
        LatLng at;
        const char* id;
        const char* name;
        const char* vicinity;
        const char* type;
    } places[] = {
        {{34.05223, -118.24368}, "gn:5368361", "Los Angeles", "California, United States", "locality"},
        {{33.942501, -118.407997}, "iata:LAX", "Los Angeles International Airport", nullptr, "airport"},
        {{48.85341, 2.3488}, "gn:2988507", "Paris", nullptr, "locality"},
        {{-33.86785, 151.20732}, "gn:2147714", "Sydney", "New South Wales, Australia", "locality"},
        {{78.22334, 15.64689}, "gn:2729907", "Longyearbyen", "Svalbard, Svalbard and Jan Mayen", "locality"},
        {{-16.7808, 179.3397}, nullptr, nullptr, nullptr, nullptr},
    };
    for (const auto& [at, id, name, vicinity, type] : places) {
        const std::size_t place = nearest_place(at);
        if (id) CHECK(gazetteer.id(place) == id);
        if (name) CHECK(gazetteer.name(place) == name);
        if (vicinity) CHECK(gazetteer.vicinity(place) == vicinity);
        if (type) CHECK(gazetteer.type(place).code == type);
    }
}

TEST_CASE("every embedded place has a name and an id of its own and is on the Earth") {
    const Gazetteer& gazetteer = embedded_gazetteer();
    std::set<std::string_view> ids;
    std::size_t broken = 0;
    for (std::size_t i = 0; i < gazetteer.size(); ++i) {
        ids.insert(gazetteer.id(i));
        const LatLng at = gazetteer.location(i);
        const bool on_earth = std::abs(at.lat) <= 90 && std::abs(at.lng) <= 180;
        const bool known = gazetteer.id(i).starts_with("gn:") || gazetteer.id(i).starts_with("iata:");
        if (!on_earth || !known || gazetteer.name(i).empty() || gazetteer.vicinity(i).empty()) ++broken;
        if (gazetteer.type(i).code == "point_of_interest") ++broken;
    }
    CHECK(broken == 0);
    CHECK(ids.size() == gazetteer.size());
}

TEST_CASE("the embedded provider answers with places and says whose they are") {
    const Document document = look_up({{34.06893, -118.445127}, 10, 5});
    CHECK(count(document, "\"place_id\"") == 5);
    CHECK(document.find("\"status\" : \"OK\"") != std::string::npos);
    CHECK(document.find("https://www.geonames.org/") != std::string::npos);
    CHECK(document.find("airport-data-js") != std::string::npos);
    CHECK(document.find("https://creativecommons.org/licenses/by/4.0/") != std::string::npos);
    CHECK(document.back() == '}');
    CHECK(document.find("\n\n") == std::string::npos);
}

TEST_CASE("a bound or a radius of zero has zero results even where a place is") {
    const LatLng los_angeles{34.05223, -118.24368};
    CHECK(count(look_up({los_angeles, 0.001, 1}), "\"place_id\"") == 1);
    CHECK(look_up({los_angeles, 10, 0}).find("ZERO_RESULTS") != std::string::npos);
    CHECK(look_up({los_angeles, 0, 20}).find("ZERO_RESULTS") != std::string::npos);
    CHECK(look_up({{0, -140}, 50, 20}).find("ZERO_RESULTS") != std::string::npos);
}

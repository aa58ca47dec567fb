#include "places/nearby.hpp"

#include <cmath>
#include <fstream>
#include <iterator>
#include <string>

#include "places/pool.hpp"
#include "support/catch.hpp"

using namespace herd::places;
using herd::LatLng;

namespace {

PlaceType type(std::string_view code) {
    return place_type(find_place_type(code));
}

std::string without_lines(std::string text, std::string_view with) {
    for (std::size_t at; (at = text.find(with)) != std::string::npos;) {
        const std::size_t line = text.rfind('\n', at);
        text.erase(line, text.find('\n', at) - line);
    }
    return text;
}

bool near(double a, double b) {
    return std::abs(a - b) < 1e-9;
}

}  // namespace

TEST_CASE("the sample answer is reproduced byte for byte") {
    std::ifstream file(HERD_SHARED_DATA "/sample-ucla-A.json", std::ios::binary);
    if (!file) {
        WARN("skipped: there is no " HERD_SHARED_DATA "/sample-ucla-A.json");
        return;
    }
    const std::string sample{std::istreambuf_iterator<char>(file), {}};
    const std::vector<Place> places = {
        {"osmw:444",
         "University of California, Los Angeles",
         {34.07573, -118.45547},
         type("university"),
         "Veteran Avenue, Westwood"},
        {"osmw:25",
         "Ackerman Union",
         {34.07059, -118.44394},
         type("tourist_attraction"),
         "Bruin Walk, Westwood"},
        {"osmw:26",
         "Kerckhoff Hall",
         {34.07058, -118.44379},
         type("tourist_attraction"),
         "Bruin Walk, Westwood"},
        {"osm:566579946", "Bruin Bear", {34.07094, -118.44501}, type("tourist_attraction"), "Westwood"},
        {"osmw:82",
         "Straus Stadium",
         {34.06996, -118.44803},
         type("stadium"),
         "Charles E Young Drive West, Westwood"},
    };
    const std::string attribution =
        "Data \u00a9 <a href=\"https://www.openstreetmap.org/copyright\">OpenStreetMap contributors</a>, "
        "<a href=\"https://www.geonames.org/\">GeoNames</a>";
    // The sample is older than icon_mask_base_uri, and ends with a newline as files do.
    const std::string document =
        without_lines(format_nearby(places, {attribution}), "\"icon_mask_base_uri\"") + "\n";
    CHECK(document == sample);
}

TEST_CASE("a result has all fields of a Nearby Search") {
    const Document document =
        format_nearby({{"gn:1", "A & B", {34.5, -118.25}, type("airport"), "Somewhere"}}, {"whose"});
    CHECK(document == R"({
   "html_attributions" : [
      "whose"
   ],
   "results" : [
      {
         "geometry" : {
            "location" : {
               "lat" : 34.5,
               "lng" : -118.25
            },
            "viewport" : {
               "northeast" : {
                  "lat" : 34.5013489802915,
                  "lng" : -118.2486510197085
               },
               "southwest" : {
                  "lat" : 34.4986510197085,
                  "lng" : -118.2513489802915
               }
            }
         },
         "icon" : "https://maps.gstatic.com/mapfiles/place_api/icons/v1/png_71/airport-71.png",
         "icon_background_color" : "#10BDFF",
         "icon_mask_base_uri" : "https://maps.gstatic.com/mapfiles/place_api/icons/v2/airport_pinlet",
         "name" : "A \u0026 B",
         "place_id" : "gn:1",
         "plus_code" : {
            "global_code" : "8563GQ22+22"
         },
         "reference" : "gn:1",
         "scope" : "APP",
         "types" : [ "airport", "point_of_interest", "establishment" ],
         "vicinity" : "Somewhere"
      }
   ],
   "status" : "OK"
})");
}

TEST_CASE("no places are an answer too and owe nobody an attribution") {
    CHECK(format_nearby({}, {"whose"}) ==
          "{\n   \"html_attributions\" : [],\n   \"results\" : [],\n   \"status\" : \"ZERO_RESULTS\"\n}");
}

TEST_CASE("a failure says what went wrong") {
    CHECK(format_failure({"REQUEST_DENIED", "no <key>"}) ==
          "{\n   \"error_message\" : \"no \\u003ckey\\u003e\",\n   \"html_attributions\" : [],\n"
          "   \"results\" : [],\n   \"status\" : \"REQUEST_DENIED\"\n}");
}

TEST_CASE("a viewport stays on the Earth") {
    const Viewport pole = viewport_around({90, 10});
    CHECK(pole.northeast.lat == 90);
    CHECK(near(pole.southwest.lat, 89.9986510197085));
    CHECK(viewport_around({-89.9999, 0}).southwest.lat == -90);
    const Viewport east = viewport_around({0, 179.9995});
    CHECK(near(east.northeast.lng, -179.9991510197085));
    CHECK(near(east.southwest.lng, 179.9981510197085));
    CHECK(near(viewport_around({0, -180}).southwest.lng, 179.9986510197085));
}

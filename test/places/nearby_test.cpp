#include "places/nearby.hpp"

#include <cmath>
#include <fstream>
#include <iterator>
#include <string>

#include "places/provider.hpp"
#include "support/catch.hpp"

using namespace herd::places;
using herd::LatLng;

namespace {

PlaceType type(std::string_view code) {
    return place_type(find_place_type(code));
}

std::string read_file(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

bool near(double a, double b) {
    return std::abs(a - b) < 1e-9;
}

}  // namespace

TEST_CASE("the sample answers are reproduced byte for byte in both layouts") {
    const std::string classic = read_file(HERD_SHARED_DATA "/sample-ucla-A.json");
    const std::string current = read_file(HERD_SHARED_DATA "/sample-ucla-B.json");
    if (classic.empty() || current.empty()) {
        WARN("skipped: there is no " HERD_SHARED_DATA "/sample-ucla-A.json or -B.json");
        return;
    }
    Nearby nearby;
    nearby.places = {make_place("osmw:444", "University of California, Los Angeles", {34.07573, -118.45547},
                                type("university"), "Veteran Avenue, Westwood"),
                     make_place("osmw:25", "Ackerman Union", {34.07059, -118.44394},
                                type("tourist_attraction"), "Bruin Walk, Westwood"),
                     make_place("osmw:26", "Kerckhoff Hall", {34.07058, -118.44379},
                                type("tourist_attraction"), "Bruin Walk, Westwood"),
                     make_place("osm:566579946", "Bruin Bear", {34.07094, -118.44501},
                                type("tourist_attraction"), "Westwood"),
                     make_place("osmw:82", "Straus Stadium", {34.06996, -118.44803}, type("stadium"),
                                "Charles E Young Drive West, Westwood")};
    nearby.html_attributions = {
        "Data \u00a9 <a href=\"https://www.openstreetmap.org/copyright\">OpenStreetMap contributors</a>, "
        "<a href=\"https://www.geonames.org/\">GeoNames</a>"};
    // The samples are older than this field, and end with a newline as files do.
    for (Place& place : nearby.places) place.icon_mask_base_uri.clear();
    CHECK(format_nearby(nearby, Layout::classic) + "\n" == classic);
    CHECK(format_nearby(nearby, Layout::current) + "\n" == current);
}

TEST_CASE("a place of a source that knows little has an icon and a code all the same") {
    Nearby nearby;
    nearby.places = {make_place("gn:1", "A & B", {34.5, -118.25}, type("airport"), "Somewhere")};
    nearby.html_attributions = {"whose"};
    CHECK(format_nearby(nearby, Layout::classic) == R"({
   "html_attributions" : [ "whose" ],
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

TEST_CASE("what a source knows more of a place is in the result") {
    Place place;
    place.id = "ChIJ1";
    place.name = "Cafe";
    place.at = {34.5, -118.25};
    place.types = {"cafe", "food"};
    place.business_status = "OPERATIONAL";
    place.open_now = true;
    place.photo = Photo{600, 800, "places/ChIJ1/photos/A", {"<a href=\"https://example.org/\">Ann</a>"}};
    place.compound_code = "GQ22+22 Somewhere";
    place.global_code = "8563GQ22+22";
    place.price_level = 0;
    place.rating = 4.5;
    place.user_ratings_total = 1234567;
    place.scope = "GOOGLE";
    Nearby nearby;
    nearby.places = {place};
    nearby.info_messages = {"hello"};
    CHECK(format_nearby(nearby, Layout::classic) == R"({
   "html_attributions" : [],
   "info_messages" : [ "hello" ],
   "results" : [
      {
         "business_status" : "OPERATIONAL",
         "geometry" : {
            "location" : {
               "lat" : 34.5,
               "lng" : -118.25
            }
         },
         "name" : "Cafe",
         "opening_hours" : {
            "open_now" : true
         },
         "photos" : [
            {
               "height" : 600,
               "html_attributions" : [ "\u003ca href=\"https://example.org/\"\u003eAnn\u003c/a\u003e" ],
               "photo_reference" : "places/ChIJ1/photos/A",
               "width" : 800
            }
         ],
         "place_id" : "ChIJ1",
         "plus_code" : {
            "compound_code" : "GQ22+22 Somewhere",
            "global_code" : "8563GQ22+22"
         },
         "price_level" : 0,
         "rating" : 4.5,
         "reference" : "ChIJ1",
         "scope" : "GOOGLE",
         "types" : [ "cafe", "food" ],
         "user_ratings_total" : 1234567,
         "vicinity" : ""
      }
   ],
   "status" : "OK"
})");
}

TEST_CASE("no places are an answer too and owe nobody an attribution") {
    Nearby nearby;
    nearby.html_attributions = {"whose"};
    CHECK(format_nearby(nearby, Layout::classic) ==
          "{\n   \"html_attributions\" : [],\n   \"results\" : [],\n   \"status\" : \"ZERO_RESULTS\"\n}");
}

TEST_CASE("a failure says what went wrong") {
    const std::string document =
        "{\n   \"error_message\" : \"no \\u003ckey\\u003e\",\n   \"html_attributions\" : [],\n"
        "   \"results\" : [],\n   \"status\" : \"REQUEST_DENIED\"\n}";
    CHECK(format_failure("REQUEST_DENIED", "no <key>", Layout::classic) == document);
    const Failure failure{"REQUEST_DENIED", "no <key>"};
    CHECK(format_outcome(herd::unexpected(failure), Layout::classic) == document);
}

TEST_CASE("a document that is laid out already stays as it is") {
    CHECK(format_outcome(Answer{Document("{ }")}, Layout::current) == "{ }");
    CHECK(format_outcome(herd::unexpected(Failure{"OVER_QUERY_LIMIT", "later", "{\"x\":1}"}),
                         Layout::classic) == "{\"x\":1}");
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

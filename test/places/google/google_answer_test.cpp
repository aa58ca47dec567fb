#include "places/google/google_answer.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "places/google/html_link.hpp"
#include "places/google/icon_url.hpp"
#include "support/catch.hpp"

using namespace herd::places;

namespace {

constexpr std::string_view whole_place = R"({
    "name": "places/ChIJ-example",
    "id": "ChIJ-example",
    "types": ["italian_restaurant", "restaurant", "food", "point_of_interest", "establishment"],
    "formattedAddress": "10889 Lindbrook Dr, Los Angeles, CA 90024, USA",
    "plusCode": {"globalCode": "85633H63+M2", "compoundCode": "3H63+M2 Los Angeles, CA, USA"},
    "location": {"latitude": 34.061736699999996, "longitude": -118.44739919999999},
    "viewport": {
        "low": {"latitude": 34.0603877197085, "longitude": -118.44874818029149},
        "high": {"latitude": 34.0630856802915, "longitude": -118.4460502197085}
    },
    "rating": 4.6,
    "businessStatus": "OPERATIONAL",
    "priceLevel": "PRICE_LEVEL_MODERATE",
    "attributions": [
        {"provider": "Tables & Chairs", "providerUri": "https://example.com/?a=1&b=2"},
        {"provider": "No Link"}
    ],
    "userRatingCount": 1280,
    "iconMaskBaseUri": "https://maps.gstatic.com/mapfiles/place_api/icons/v2/restaurant_pinlet",
    "iconBackgroundColor": "#FF9E67",
    "displayName": {"text": "Trattoria \"Da Ugo\"", "languageCode": "it"},
    "currentOpeningHours": {"openNow": true, "periods": []},
    "shortFormattedAddress": "10889 Lindbrook Dr, Los Angeles",
    "photos": [
        {
            "name": "places/ChIJ-example/photos/AelY",
            "widthPx": 4032,
            "heightPx": 3024,
            "authorAttributions": [
                {"displayName": "Ann O'Nym", "uri": "//maps.google.com/maps/contrib/1",
                 "photoUri": "//lh3.googleusercontent.com/a/1"},
                {"displayName": "Bo", "uri": "https://maps.google.com/maps/contrib/2"}
            ]
        },
        {"name": "places/ChIJ-example/photos/second", "widthPx": 1, "heightPx": 1}
    ]
})";

Place expected_place() {
    Place place;
    place.id = "ChIJ-example";
    place.name = "Trattoria \"Da Ugo\"";
    place.at = {34.061736699999996, -118.44739919999999};
    place.viewport =
        Viewport{{34.0630856802915, -118.4460502197085}, {34.0603877197085, -118.44874818029149}};
    place.types = {"italian_restaurant", "restaurant", "food", "point_of_interest", "establishment"};
    place.icon = "https://maps.gstatic.com/mapfiles/place_api/icons/v1/png_71/restaurant-71.png";
    place.icon_background_color = "#FF9E67";
    place.icon_mask_base_uri = "https://maps.gstatic.com/mapfiles/place_api/icons/v2/restaurant_pinlet";
    place.business_status = "OPERATIONAL";
    place.open_now = true;
    place.photo = Photo{3024,
                        4032,
                        "places/ChIJ-example/photos/AelY",
                        {"<a href=\"https://maps.google.com/maps/contrib/1\">Ann O&#39;Nym</a>",
                         "<a href=\"https://maps.google.com/maps/contrib/2\">Bo</a>"}};
    place.compound_code = "3H63+M2 Los Angeles, CA, USA";
    place.global_code = "85633H63+M2";
    place.price_level = 2;
    place.rating = 4.6;
    place.user_ratings_total = 1280;
    place.vicinity = "10889 Lindbrook Dr, Los Angeles";
    place.scope = "GOOGLE";
    return place;
}

std::string answer_of(const std::vector<std::string>& places) {
    std::string body = "{\"places\": [";
    for (std::size_t i = 0; i < places.size(); ++i) body += (i == 0 ? "" : ", ") + places[i];
    return body + "]}";
}

std::vector<Place> places_of(const std::string& body, std::size_t bound = 20) {
    const auto nearby = parse_google_answer(body, bound);
    REQUIRE(nearby);
    return nearby->places;
}

/// The only place of an answer whose place has these fields beside an id and a location.
Place place_with(const std::string& fields) {
    const auto places =
        places_of(answer_of({R"({"id": "x", "location": {"latitude": 1, "longitude": 2}, )" + fields + "}"}));
    REQUIRE(places.size() == 1);
    return places.front();
}

Place bare_place() {
    Place place;
    place.id = "x";
    place.at = {1, 2};
    place.scope = "GOOGLE";
    return place;
}

bool has_place(const std::string& fields) {
    return places_of(answer_of({"{" + fields + "}"})).size() == 1;
}

/// The whole place with one of its fields' names changed, as if it were missing.
std::string without(std::string_view field) {
    std::string text(whole_place);
    const std::string name = "\"" + std::string(field) + "\":";
    const auto at = text.find(name);
    REQUIRE(at != std::string::npos);
    return text.replace(at, name.size(), "\"unknown\":");
}

Place read_without(std::string_view field) {
    const auto places = places_of(answer_of({without(field)}));
    REQUIRE(places.size() == 1);
    return places.front();
}

std::string why_not(std::string_view body) {
    const auto nearby = parse_google_answer(body, 20);
    return nearby ? "" : nearby.error();
}

std::string repeat(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

}  // namespace

TEST_CASE("Google: every field of a place is taken over") {
    const auto nearby = parse_google_answer(answer_of({std::string(whole_place)}), 20);
    REQUIRE(nearby);
    const Nearby expected{{expected_place()},
                          {"<a href=\"https://example.com/?a=1&amp;b=2\">Tables &amp; Chairs</a>", "No Link"},
                          {}};
    CHECK(*nearby == expected);
}

TEST_CASE("Google: a place of an id and a location is one") {
    CHECK(place_with("\"unknown\": [{}]") == bare_place());
}

TEST_CASE("Google: a field that is missing is missing in the answer, and no other is") {
    struct Missing {
        const char* field;
        void (*forget)(Place&);
    };
    constexpr auto forget_viewport = [](Place& place) { place.viewport.reset(); };
    constexpr auto forget_opening = [](Place& place) { place.open_now.reset(); };
    constexpr auto forget_photo = [](Place& place) { place.photo.reset(); };
    const Missing cases[] = {
        {"displayName", [](Place& place) { place.name.clear(); }},
        {"viewport", forget_viewport},
        {"low", forget_viewport},
        {"high", forget_viewport},
        {"types", [](Place& place) { place.types.clear(); }},
        {"iconMaskBaseUri",
         [](Place& place) {
             place.icon.clear();
             place.icon_mask_base_uri.clear();
         }},
        {"iconBackgroundColor", [](Place& place) { place.icon_background_color.clear(); }},
        {"businessStatus", [](Place& place) { place.business_status.clear(); }},
        {"currentOpeningHours", forget_opening},
        {"openNow", forget_opening},
        {"photos", forget_photo},
        {"widthPx", forget_photo},
        {"heightPx", forget_photo},
        {"authorAttributions", [](Place& place) { place.photo->html_attributions.clear(); }},
        {"globalCode", [](Place& place) { place.global_code.clear(); }},
        {"compoundCode", [](Place& place) { place.compound_code.clear(); }},
        {"plusCode",
         [](Place& place) {
             place.global_code.clear();
             place.compound_code.clear();
         }},
        {"priceLevel", [](Place& place) { place.price_level.reset(); }},
        {"rating", [](Place& place) { place.rating.reset(); }},
        {"userRatingCount", [](Place& place) { place.user_ratings_total.reset(); }},
        {"shortFormattedAddress",
         [](Place& place) { place.vicinity = "10889 Lindbrook Dr, Los Angeles, CA 90024, USA"; }},
    };
    for (const Missing& missing : cases) {
        INFO(missing.field);
        Place place = expected_place();
        missing.forget(place);
        CHECK(read_without(missing.field) == place);
    }
}

TEST_CASE("Google: a field of the wrong type or out of its range is left out") {
    for (const std::string fields : {
             R"("displayName": "Bare")",
             R"("displayName": {"text": 7})",
             R"("viewport": [1, 2])",
             R"("viewport": {"low": {"latitude": 2, "longitude": 2},
                             "high": {"latitude": 1, "longitude": 3}})",
             R"("viewport": {"low": {"latitude": -91, "longitude": 2},
                             "high": {"latitude": 1, "longitude": 3}})",
             R"("types": "restaurant")",
             R"("types": [1, null, {}, [], ""])",
             R"("businessStatus": "BUSINESS_STATUS_UNSPECIFIED")",
             R"("businessStatus": true)",
             R"("rating": 0)",
             R"("rating": 5.1)",
             R"("rating": "4.5")",
             R"("userRatingCount": -1)",
             R"("userRatingCount": 1.5)",
             R"("userRatingCount": 1e300)",
             R"("userRatingCount": 2147483648)",
             R"("priceLevel": 2)",
             R"("priceLevel": "PRICE_LEVEL_UNSPECIFIED")",
             R"("priceLevel": "PRICE_LEVEL_MODERATE ")",
             R"("currentOpeningHours": {"openNow": "true"})",
             R"("currentOpeningHours": true)",
             R"("photos": {"0": {}})",
             R"("photos": [null])",
             R"("photos": [{"name": "n", "widthPx": "1", "heightPx": 1}])",
             R"("photos": [{"name": "n", "widthPx": 1, "heightPx": 0}])",
             R"("photos": [{"name": "", "widthPx": 1, "heightPx": 1}])",
             R"("plusCode": "85633H63+M2")",
             R"("plusCode": {"globalCode": 1, "compoundCode": null})",
             R"("iconMaskBaseUri": "javascript:alert`1`")",
             R"("iconMaskBaseUri": "https://maps.gstatic.com/\"><script>")",
             R"("iconBackgroundColor": "red")",
             R"("iconBackgroundColor": "#12345G")",
             R"("shortFormattedAddress": {}, "formattedAddress": 12)",
             R"("attributions": {"provider": "p"})",
             R"("attributions": [{"provider": 1, "providerUri": "https://example.com/"}, 2])",
         }) {
        INFO(fields);
        CHECK(place_with(fields) == bare_place());
    }
    CHECK(place_with(R"("types": [1, "bar", null])").types == std::vector<std::string>{"bar"});
}

TEST_CASE("Google: price levels are numbers") {
    CHECK(place_with(R"("priceLevel": "PRICE_LEVEL_FREE")").price_level == 0);
    CHECK(place_with(R"("priceLevel": "PRICE_LEVEL_INEXPENSIVE")").price_level == 1);
    CHECK(place_with(R"("priceLevel": "PRICE_LEVEL_EXPENSIVE")").price_level == 3);
    CHECK(place_with(R"("priceLevel": "PRICE_LEVEL_VERY_EXPENSIVE")").price_level == 4);
}

TEST_CASE("Google: a place without an id or a position is left out, and the others stay") {
    CHECK_FALSE(has_place(R"("location": {"latitude": 1, "longitude": 2})"));
    CHECK_FALSE(has_place(R"("id": "", "location": {"latitude": 1, "longitude": 2})"));
    CHECK_FALSE(has_place(R"("id": 1, "location": {"latitude": 1, "longitude": 2})"));
    CHECK_FALSE(has_place(R"("id": "x")"));
    for (const std::string location :
         {"null", "[1, 2]", "{}", R"({"latitude": 91, "longitude": 2})",
          R"({"latitude": -90.0000001, "longitude": 2})", R"({"latitude": 1, "longitude": 180.5})",
          R"({"latitude": "NaN", "longitude": 2})", R"({"latitude": 1, "longitude": null})",
          R"({"latitude": "1", "longitude": "2"})", R"({"latitude": 1e300, "longitude": 2})"}) {
        INFO(location);
        CHECK_FALSE(has_place(R"("id": "x", "location": )" + location));
    }
    const auto places =
        places_of(R"({"places": [null, 7, [], {}, {"id": "a"}, )" + std::string(whole_place) + "]}");
    CHECK(places == std::vector{expected_place()});
}

TEST_CASE("Google: a coordinate of 0 may be left out, as protocol buffers have it") {
    const auto places = places_of(R"({"places": [{"id": "e", "location": {"longitude": -78.4}},
                                                 {"id": "g", "location": {"latitude": 51.4779}}]})");
    REQUIRE(places.size() == 2);
    CHECK(places[0].at == herd::LatLng{0, -78.4});
    CHECK(places[1].at == herd::LatLng{51.4779, 0});
}

TEST_CASE("Google: no more places are kept than were asked for") {
    const std::vector<std::string> many(30, std::string(whole_place));
    CHECK(places_of(answer_of(many), 20).size() == 20);
    CHECK(places_of(answer_of(many), 1).size() == 1);
    const auto huge = repeat(R"({"id":"x","location":{"latitude":1,"longitude":2}},)", 50'000);
    CHECK(places_of("{\"places\":[" + huge + "{}]}", 20).size() == 20);
    CHECK(places_of("{\"places\":[" + repeat("{},", 200'000) + "{}]}", 20).empty());
}

TEST_CASE("Google: who is credited twice is named once, and the list has an end") {
    const std::string twice = R"({"id": "x", "location": {"latitude": 1, "longitude": 2},
        "attributions": [{"provider": "A", "providerUri": "https://a.test/"}, {"provider": "B"},
                         {"provider": "A", "providerUri": "https://a.test/"}]})";
    const auto nearby = parse_google_answer(answer_of({twice, twice}), 20);
    REQUIRE(nearby);
    CHECK(nearby->html_attributions == std::vector<std::string>{"<a href=\"https://a.test/\">A</a>", "B"});
    std::string many = R"({"id": "x", "location": {"latitude": 1, "longitude": 2}, "attributions": [)";
    for (int i = 0; i < 50'000; ++i) many += R"({"provider": ")" + std::to_string(i) + R"("}, )";
    const auto credited = parse_google_answer(answer_of({many + "{}]}"}), 20);
    REQUIRE(credited);
    CHECK(credited->html_attributions.size() == 100);
}

TEST_CASE("Google: an answer without places is one") {
    CHECK(places_of("{}").empty());
    CHECK(places_of(R"({"places": []})").empty());
    CHECK(places_of(" \n{\"routingSummaries\": [{}]}\n").empty());
}

TEST_CASE("Google: what is no answer is told to be none") {
    const std::string body = answer_of({std::string(whole_place)});
    // Wherever it is cut.
    for (std::size_t size = 0; size < body.size(); size += 7) {
        INFO(size);
        CHECK(why_not(body.substr(0, size)).starts_with("it is no JSON: "));
    }
    CHECK(why_not("<!DOCTYPE html><html>502</html>").starts_with("it is no JSON: "));
    CHECK(why_not("{} {}").starts_with("it is no JSON: "));
    CHECK(why_not(R"({"places": [{"id": "x", "location": {"latitude": NaN, "longitude": 2}}]})")
              .starts_with("it is no JSON: "));
    CHECK(why_not(R"({"places": [{"id": "x", "location": {"latitude": 1e999, "longitude": 2}}]})")
              .starts_with("it is no JSON: "));
    CHECK(why_not("[]") == "it is no JSON object");
    CHECK(why_not("null") == "it is no JSON object");
    CHECK(why_not(R"({"places": {}})") == "`places` is no array");
    CHECK(why_not(R"({"places": null})") == "`places` is no array");
}

TEST_CASE("Google: depth and long numbers overflow nothing") {
    constexpr std::size_t depth = 1'000'000;
    CHECK(why_not(repeat("[", depth)).starts_with("it is no JSON: "));
    CHECK(why_not(repeat("[", depth) + repeat("]", depth)) == "it is no JSON object");
    CHECK(why_not(repeat("{\"places\":", depth)).starts_with("it is no JSON: "));
    CHECK(place_with("\"types\": " + repeat("[", depth) + repeat("]", depth)) == bare_place());
    CHECK(place_with("\"rating\": 4." + repeat("0", 1'000'000)).rating == 4);
    CHECK(place_with("\"rating\": 0." + repeat("0", 1'000'000) + "1e-2147483639") == bare_place());
    CHECK(place_with("\"rating\": 4.4e-99999999999999999999") == bare_place());
}

TEST_CASE("Google: names are kept as they are, whatever is in them") {
    CHECK(place_with(R"("displayName": {"text": "</script><b>\u0000\n\ud83c\udf55"})").name ==
          std::string("</script><b>\0\n\xF0\x9F\x8D\x95", 18));
    CHECK(place_with(R"("displayName": {"text": "first"}, "displayName": {"text": "second"})").name ==
          "first");
    const std::string long_name(1'000'000, 'n');
    CHECK(place_with("\"displayName\": {\"text\": \"" + long_name + "\"}").name == long_name);
}

TEST_CASE("a credit is a link only to the web, and never more than its text") {
    CHECK(format_link("A", "https://a.test/") == "<a href=\"https://a.test/\">A</a>");
    CHECK(format_link("A", "http://a.test/") == "<a href=\"http://a.test/\">A</a>");
    CHECK(format_link("A", "//a.test/b") == "<a href=\"https://a.test/b\">A</a>");
    CHECK(format_link("<i>&\"'", "https://a.test/?a='&b") ==
          "<a href=\"https://a.test/?a=&#39;&amp;b\">&lt;i&gt;&amp;&quot;&#39;</a>");
    CHECK(format_link("A<", "javascript:alert(1)") == "A&lt;");
    CHECK(format_link("A", "HTTPS://a.test/") == "A");
    CHECK(format_link("A", "https://a.test/\" onclick=\"x") == "A");
    CHECK(format_link("A", "https://a.test/\n") == "A");
    CHECK(format_link("A", "/maps") == "A");
    CHECK(format_link("A", "") == "A");
    CHECK(format_link("", "https://a.test/").empty());
}

TEST_CASE("the coloured icon is told by the mask") {
    const std::string masks = "https://maps.gstatic.com/mapfiles/place_api/icons/v2/";
    const std::string icons = "https://maps.gstatic.com/mapfiles/place_api/icons/v1/png_71/";
    const std::vector<std::string> business = {"gym", "point_of_interest", "establishment"};
    CHECK(icon_url(masks + "cafe_pinlet", business) == icons + "cafe-71.png");
    CHECK(icon_url(masks + "worship_hindu_pinlet", business) == icons + "worship_hindu-71.png");
    CHECK(icon_url(masks + "hotel_pinlet", business) == icons + "lodging-71.png");
    CHECK(icon_url(masks + "civic-bldg_pinlet", business) == icons + "civic_building-71.png");
    CHECK(icon_url(masks + "generic_pinlet", business) == icons + "generic_business-71.png");
    CHECK(icon_url(masks + "generic_pinlet", {}) == icons + "generic_business-71.png");
    CHECK(icon_url(masks + "generic_pinlet", {"locality", "political"}) == icons + "geocode-71.png");
    for (const std::string& other :
         {std::string(), masks, masks + "_pinlet", masks + "cafe", masks + "cafe_pinlet.svg",
          masks + "../cafe_pinlet", masks + "a/b_pinlet", masks + "caf\xC3\xA9_pinlet",
          std::string("https://example.com/icons/v2/cafe_pinlet")}) {
        INFO(other);
        CHECK(icon_url(other, business).empty());
    }
}

#include "places/overpass/overpass_answer.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "places/overpass/html_text.hpp"
#include "places/overpass/osm_types.hpp"
#include "places/overpass/osm_vicinity.hpp"
#include "places/overpass/overpass_failure.hpp"
#include "places/overpass/overpass_query.hpp"
#include "support/catch.hpp"

using namespace herd::places;
using herd::Result;
using namespace std::chrono_literals;

namespace {

// After the description of the JSON format and of `out center`.
constexpr const char* three_kinds = R"({
  "version": 0.6,
  "generator": "Overpass API 0.7.62.1 084b4234",
  "osm3s": {
    "timestamp_osm_base": "2024-05-01T12:00:00Z",
    "copyright": "The data included in this document is from www.openstreetmap.org. The data is made available under ODbL."
  },
  "elements": [

{
  "type": "node",
  "id": 368044215,
  "lat": 34.0702000,
  "lon": -118.4441000,
  "tags": {
    "addr:city": "Los Angeles",
    "addr:housenumber": "308",
    "addr:street": "Westwood Plaza",
    "amenity": "cafe",
    "cuisine": "coffee_shop",
    "name": "Caf\u00e9 \"Nord\" & Süd"
  }
},
{
  "type": "way",
  "id": 27151041,
  "center": {
    "lat": 34.0711500,
    "lon": -118.4468000
  },
  "nodes": [ 297698034, 297698036, 297698034 ],
  "tags": {
    "leisure": "stadium",
    "name": "Drake Stadium"
  }
},
{
  "type": "relation",
  "id": 6610,
  "center": {
    "lat": 34.0745000,
    "lon": -118.4410000
  },
  "members": [ { "type": "way", "ref": 27151042, "role": "outer" } ],
  "tags": {
    "name": "Sculpture Garden",
    "tourism": "museum",
    "type": "multipolygon"
  }
}

  ]
}
)";

constexpr const char* error_page = R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"
    "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
<head>
  <meta http-equiv="content-type" content="text/html; charset=utf-8" lang="en"/>
  <title>OSM3S Response</title>
</head>
<body>

<p>The data included in this document is from www.openstreetmap.org. The data is made available under ODbL.</p>
<p><strong style="color:#FF0000">Error</strong>: line 1: parse error: Unknown type &quot;foo&quot; </p>
<p><strong style="color:#FF0000">Error</strong>: line 1: parse error: &#39;;&#x27; expected -
&lt;EOF&gt; <em>found</em>. </p>

</body>
</html>
)";

Result<OverpassAnswer, Failure> read(int status, std::string body) {
    return read_overpass_response({status, "", "", std::move(body)});
}

/// The places among elements.
std::vector<OsmPlace> places_of(const std::string& elements) {
    const auto answer = read(200, "{\"elements\":[" + elements + "]}");
    REQUIRE(answer);
    return answer->places;
}

Failure failure_of(int status, std::string body) {
    const auto answer = read(status, std::move(body));
    REQUIRE_FALSE(answer);
    return answer.error();
}

Failure failure_by_remark(const std::string& remark) {
    return failure_of(200,
                      R"({"elements":[{"type":"node","id":1,"lat":1,"lon":1}],"remark":")" + remark + "\"}");
}

OsmTags tags_of(std::map<std::string, std::string, std::less<>> tags) {
    return [tags](std::string_view key) {
        const auto found = tags.find(key);
        return found == tags.end() ? std::string_view() : std::string_view(found->second);
    };
}

std::string code_of(std::map<std::string, std::string, std::less<>> tags) {
    const auto type = find_osm_type(tags_of(std::move(tags)));
    return type ? std::string(place_type(*type).code) : "";
}

std::string decode(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

}  // namespace

TEST_CASE("an answer has nodes, ways and relations with their ids, names, centres, types and vicinities") {
    const auto answer = read(200, three_kinds);
    REQUIRE(answer);
    CHECK(answer->elements == 3);
    CHECK(answer->places ==
          std::vector<OsmPlace>{
              {"osm:node/368044215",
               "Café \"Nord\" & Süd",
               {34.0702, -118.4441},
               find_place_type("cafe"),
               "308 Westwood Plaza, Los Angeles"},
              {"osm:way/27151041", "Drake Stadium", {34.07115, -118.4468}, find_place_type("stadium"), ""},
              {"osm:relation/6610", "Sculpture Garden", {34.0745, -118.441}, find_place_type("museum"), ""}});
}

TEST_CASE("elements that are no places, or nonsense, are counted and left out") {
    const std::string place = R"({"type":"node","id":1,"lat":1,"lon":2,"tags":{"name":"A","shop":"books"}})";
    CHECK(places_of(place).size() == 1);
    const std::vector<std::string> others{
        R"({"type":"node","id":1,"lat":91,"lon":2,"tags":{"name":"A","shop":"books"}})",
        R"({"type":"node","id":1,"lat":1,"lon":-180.1,"tags":{"name":"A","shop":"books"}})",
        R"({"type":"node","id":1,"lat":1e300,"lon":2,"tags":{"name":"A","shop":"books"}})",
        R"({"type":"node","id":1,"lat":"1","lon":"2","tags":{"name":"A","shop":"books"}})",
        R"({"type":"node","id":1,"tags":{"name":"A","shop":"books"}})",
        R"({"type":"way","id":1,"center":{"lat":1},"lat":1,"lon":2,"tags":{"name":"A","shop":"books"}})",
        R"({"type":"node","id":0,"lat":1,"lon":2,"tags":{"name":"A","shop":"books"}})",
        R"({"type":"node","id":1.5,"lat":1,"lon":2,"tags":{"name":"A","shop":"books"}})",
        R"({"type":"node","id":1e30,"lat":1,"lon":2,"tags":{"name":"A","shop":"books"}})",
        R"({"type":"node","id":"1","lat":1,"lon":2,"tags":{"name":"A","shop":"books"}})",
        R"({"type":"area","id":1,"lat":1,"lon":2,"tags":{"name":"A","shop":"books"}})",
        R"({"type":"node","id":1,"lat":1,"lon":2,"tags":{"name":7,"shop":"books"}})",
        R"({"type":"node","id":1,"lat":1,"lon":2,"tags":{"name":"","shop":"books"}})",
        R"({"type":"node","id":1,"lat":1,"lon":2,"tags":{"shop":"books"}})",
        R"({"type":"node","id":1,"lat":1,"lon":2,"tags":{"name":"A","shop":["books"]}})",
        R"({"type":"node","id":1,"lat":1,"lon":2,"tags":{"name":"A","amenity":"bench"}})",
        R"({"type":"node","id":1,"lat":1,"lon":2,"tags":{"name":"A"}})",
        R"({"type":"node","id":1,"lat":1,"lon":2,"tags":[]})",
        R"({"type":"node","id":1,"lat":1,"lon":2})",
        "null",
        "[[]]",
        "\"node\"",
    };
    for (const std::string& other : others) {
        const auto answer = read(200, "{\"elements\":[" + other + "," + place + "]}");
        CAPTURE(other);
        REQUIRE(answer);
        CHECK(answer->elements == 2);
        CHECK(answer->places.size() == 1);
    }
}

TEST_CASE("no JSON, no elements and depths without a bottom are failures of the provider") {
    for (const std::string body :
         {"", "{", "[]", "17", "{}", R"({"elements":{}})", R"({"elements":null})", R"({"elements":[})",
          R"({"elements":[1e999]})", "<html><body>Welcome</body></html>"}) {
        CAPTURE(body);
        CHECK(failure_of(200, body).status == "UNKNOWN_ERROR");
        CHECK(failure_of(200, body).message == "overpass answered something else than places");
    }
    CHECK(failure_of(200, "{\"elements\":" + std::string(500'000, '[')).status == "UNKNOWN_ERROR");
    const std::string deep = std::string(500'000, '[') + std::string(500'000, ']');
    CHECK(places_of(deep).empty());
}

TEST_CASE("the status of the response tells the status of the failure, the page its message") {
    const std::string text =
        "line 1: parse error: Unknown type \"foo\"; line 1: parse error: ';' expected - <EOF> found.";
    CHECK(failure_of(400, error_page).status == "INVALID_REQUEST");
    CHECK(failure_of(400, error_page).message == "overpass answered with HTTP status 400: " + text);
    CHECK(failure_of(403, "").status == "REQUEST_DENIED");
    CHECK(failure_of(403, "<h1>Forbidden</h1>").message == "overpass answered with HTTP status 403");
    CHECK(failure_of(429, error_page).status == "OVER_QUERY_LIMIT");
    for (const int status : {204, 302, 404, 406, 500, 502, 504}) {
        CHECK(failure_of(status, three_kinds).status == "UNKNOWN_ERROR");
        CHECK(failure_of(status, three_kinds).message ==
              "overpass answered with HTTP status " + std::to_string(status));
    }
    CHECK(failure_of(200, error_page).status == "UNKNOWN_ERROR");
    CHECK(failure_of(200, error_page).message == "overpass answered something else than places: " + text);
}

TEST_CASE("a remark that tells an error makes the answer a failure, whatever came before it") {
    for (const std::string remark :
         {R"(runtime error: Query timed out in \"query\" at line 1 after 3 seconds.)",
          "runtime error: Query run out of memory using about 128 MB of RAM.",
          "runtime remark: Test runtime error: open64", "something new"}) {
        CAPTURE(remark);
        CHECK(failure_by_remark(remark).status == "UNKNOWN_ERROR");
    }
    CHECK(failure_by_remark("runtime error:\\nout of memory").message ==
          "overpass did not finish its answer: runtime error: out of memory");
    CHECK(read(200, R"({"elements":[],"remark":"runtime remark: Test"})"));
    CHECK(read(200, R"({"elements":[],"remark":""})"));
}

TEST_CASE("an error's text is cut between characters, and has neither markup nor control characters") {
    const auto error = [](const std::string& text) { return find_overpass_error("Error</strong>:" + text); };
    std::string long_text = "x";
    for (int i = 0; i < 1000; ++i) long_text += "ü";
    CHECK(error(long_text + "</p>") == long_text.substr(0, 499));
    CHECK(error(" a <b onclick='x'>b</b>\n\t c<br") == "a b c");
    CHECK(error("a\x1b[31mb\xFF") == "a [31mb\uFFFD");
    CHECK(error("<!-- > -->") == "");
    CHECK(find_overpass_error("<p>Error: nothing of ours</p>") == "");
}

TEST_CASE("entities of HTML are decoded, and left as they are where they are none") {
    CHECK(format_html_text("&lt;&gt;&amp;&quot;&apos;&#39;&#x20AC;&#8364;&#128017;") == "<>&\"''€€🐑");
    CHECK(format_html_text("&amp;lt;") == "&lt;");
    CHECK(format_html_text("a&nbsp;b&;&#;&#x;&#0;&#xD800;&#1114112;&#99999999999;&lt") ==
          "a&nbsp;b&;&#;&#x;&#0;&#xD800;&#1114112;&#99999999999;&lt");
    CHECK(format_html_text("&#10;a&#32;&#160;b&#155;") == "a b");
}

TEST_CASE("tags tell a place's type, the first key that makes it a place before others") {
    CHECK(code_of({{"amenity", "restaurant"}}) == "restaurant");
    CHECK(code_of({{"amenity", "fast_food"}}) == "meal_takeaway");
    CHECK(code_of({{"amenity", "pub"}, {"tourism", "hotel"}}) == "bar");
    CHECK(code_of({{"amenity", "bench"}, {"historic", "memorial"}}) == "monument");
    CHECK(code_of({{"amenity", "bar;restaurant"}}) == "bar");
    CHECK(code_of({{"amenity", "dojo"}}) == "point_of_interest");
    CHECK(code_of({{"shop", "cheese"}}) == "store");
    CHECK(code_of({{"office", "company"}}) == "point_of_interest");
    CHECK(code_of({{"aeroway", "aerodrome"}}) == "airport");
    CHECK(code_of({{"tourism", "information"}, {"information", "office"}}) == "travel_agency");

    CHECK(code_of({{"amenity", "vending_machine"}}) == "");
    CHECK(code_of({{"leisure", "picnic_table"}}) == "");
    CHECK(code_of({{"shop", "vacant"}}) == "");
    CHECK(code_of({{"aeroway", "gate"}}) == "");
    CHECK(code_of({{"natural", "wood"}}) == "");
    CHECK(code_of({{"railway", "rail"}}) == "");
    CHECK(code_of({{"tourism", "information"}, {"information", "guidepost"}}) == "");
    CHECK(code_of({{"historic", "memorial"}, {"memorial", "stolperstein"}}) == "");
    CHECK(code_of({{"highway", "residential"}}) == "");
    CHECK(code_of({}) == "");
}

TEST_CASE("all types of OpenStreetMap's places are in the table of types") {
    const auto check = [](std::string_view code) {
        CAPTURE(code);
        CHECK((code.empty() || place_type(find_place_type(code)).code == code));
    };
    for (const OsmKey& key : osm_keys()) {
        check(key.other_code);
        for (const OsmValue& value : key.values) check(value.code);
    }
}

TEST_CASE("a vicinity is as much of the address as there is") {
    const auto vicinity = [](std::map<std::string, std::string, std::less<>> tags) {
        return format_vicinity(tags_of(std::move(tags)));
    };
    CHECK(vicinity({{"addr:housenumber", "1"}, {"addr:street", "A"}, {"addr:city", "C"}}) == "1 A, C");
    CHECK(vicinity({{"addr:street", "A"}}) == "A");
    CHECK(vicinity({{"addr:housenumber", "1"}, {"addr:place", "P"}, {"addr:suburb", "S"}}) == "1 P, S");
    CHECK(vicinity({{"addr:place", "P"}, {"addr:village", "P"}}) == "P");
    CHECK(vicinity({{"addr:housenumber", "1"}, {"addr:city", "C"}}) == "C");
    CHECK(vicinity({{"addr:postcode", "1"}}) == "");
}

TEST_CASE("a query asks for the named places of a circle, with plain numbers and a limit") {
    const std::string ql = format_overpass_ql({{-0.00000004, 1e-5}, 50000, 4});
    CHECK(
        ql.starts_with("[out:json][timeout:4][maxsize:134217728];"
                       "nwr(around:50000,-0.0000000,0.0000100)[\"name\"]"));
    CHECK(ql.ends_with(");out center tags qt 400;"));
    CHECK(ql.find("nwr.named[\"shop\"][\"shop\"!~\"^(no|vacant)$\"];") != std::string::npos);
    CHECK(ql.find("nwr.named[\"railway\"~\"^(halt|station)$\"];") != std::string::npos);
    CHECK(ql.find("|bench|") != std::string::npos);
}

TEST_CASE("a request is a form with the query in it") {
    const OverpassQuery query{{34.06893, -118.445127}, 447, 4};
    const auto request = make_overpass_request(query);
    CHECK(request.method == herd::http::Method::post);
    CHECK(request.target == "/api/interpreter");
    CHECK(request.headers ==
          std::vector<herd::http::Header>{{"Content-Type", "application/x-www-form-urlencoded"}});
    CHECK(request.body.starts_with("data=%5Bout%3Ajson%5D"));
    CHECK(request.body.find_first_of(" \"&+[;") == std::string::npos);
    CHECK(decode(request.body) == "data=" + format_overpass_ql(query));
}

TEST_CASE("the host is given the whole seconds that are left, at least one and not very many") {
    CHECK(overpass_seconds(4999ms) == 4);
    CHECK(overpass_seconds(5s) == 5);
    CHECK(overpass_seconds(300ms) == 1);
    CHECK(overpass_seconds(-2s) == 1);
    CHECK(overpass_seconds(10000h) == 25);
    CHECK(overpass_seconds(herd::nanoseconds::max()) == 25);
}

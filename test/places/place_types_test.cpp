#include "places/place_types.hpp"

#include <fstream>
#include <string>

#include "support/catch.hpp"

using herd::places::find_place_type;
using herd::places::place_type;

TEST_CASE("a type is found by its code") {
    const auto& airport = place_type(find_place_type("airport"));
    CHECK(airport.code == "airport");
    CHECK(airport.types == "airport,point_of_interest,establishment");
    CHECK(airport.icon == "airport");
    CHECK(airport.background_color == "#10BDFF");
    CHECK(place_type(find_place_type("zoo")).code == "zoo");
    CHECK(place_type(find_place_type("airfield")).code == "airfield");
}

TEST_CASE("a type that is not known is a point of interest") {
    for (const char* code : {"", "a", "zzz", "Airport", "airport "}) {
        CHECK(place_type(find_place_type(code)).code == "point_of_interest");
    }
    CHECK(place_type(1000000).code == "point_of_interest");
}

TEST_CASE("the table of types is that of the shared data") {
    std::ifstream file(HERD_SHARED_DATA "/types.tsv");
    if (!file) {
        WARN("skipped: there is no " HERD_SHARED_DATA "/types.tsv");
        return;
    }
    int rows = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        const auto& type = place_type(find_place_type(line.substr(0, line.find('\t'))));
        std::string row(type.code);
        for (const auto field : {type.types, type.icon, type.background_color}) (row += '\t') += field;
        CHECK(row == line.substr(0, line.rfind('\t')));
        ++rows;
    }
    CHECK(rows == 73);
}

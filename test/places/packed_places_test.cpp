#include "places/embed/packed_places.hpp"

#include <string>

#include "places/gazetteer_fixture.hpp"
#include "support/catch.hpp"

using namespace herd::places;
using namespace std::string_literals;

namespace {

// One town at +1.00000-2.00000 with 300 people, one airport at +1.00001-1.99999.
const std::string packed =
    "herd places 1\n"
    "\x01\x08locality\x04Here\x01\x07\x04Town\xC0\x9A\x0C\xFF\xB4\x18\xAC\x02"
    "\x01\x07"
    "airport\x01\x03"
    "ABC\x05"
    "Field\x02\x02\x04Town"s;

std::string fault(const std::string& bytes) {
    GazetteerBuilder builder;
    const auto read = read_packed_places(bytes, builder);
    return read ? "" : read.error();
}

}  // namespace

TEST_CASE("packed places are unpacked") {
    GazetteerBuilder builder;
    REQUIRE(read_packed_places(packed, builder));
    REQUIRE(builder.size() == 2);
    const GazetteerFixture fixture(std::move(builder));
    const Gazetteer gazetteer = fixture.gazetteer();
    const std::size_t town = gazetteer.id(0) == "gn:7" ? 0 : 1;
    CHECK(gazetteer.id(town) == "gn:7");
    CHECK(gazetteer.name(town) == "Town");
    CHECK(gazetteer.vicinity(town) == "Here");
    CHECK(gazetteer.location(town) == herd::LatLng{1, -2});
    CHECK(gazetteer.record(town).population == 300);
    CHECK(gazetteer.type(town).code == "locality");
    CHECK(gazetteer.id(1 - town) == "iata:ABC");
    CHECK(gazetteer.name(1 - town) == "Field");
    CHECK(gazetteer.vicinity(1 - town) == "Town");
    CHECK(gazetteer.location(1 - town) == herd::LatLng{1.00001, -1.99999});
    CHECK(gazetteer.type(1 - town).code == "airport");
}

TEST_CASE("packed places that are cut off are refused wherever the cut is") {
    for (std::size_t size = 0; size < packed.size(); ++size) {
        CAPTURE(size);
        CHECK(fault(packed.substr(0, size)).find("ends too early") != std::string::npos);
    }
}

TEST_CASE("packed places that are broken are refused") {
    CHECK(fault("herd plaices 1\n\x00\x00"s).find("not a file of packed places") != std::string::npos);
    CHECK(fault(packed + "x").find("more than the places") != std::string::npos);
    const std::string start = "herd places 1\n\x01\x01x\x01x\x01\x01\x01n"s;
    CHECK(fault(start + "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF").find("too long") != std::string::npos);
    CHECK(fault(start + "\x82\xD1\xCA\x08\x00\x00"s).find("not on the Earth") != std::string::npos);
    CHECK(fault("herd places 1\n\x01\x01\x00"s).find("NUL") != std::string::npos);
}

#include "places/places_tsv.hpp"

#include <string>

#include "places/gazetteer_fixture.hpp"
#include "support/catch.hpp"

using namespace herd::places;
using namespace std::string_literals;

namespace {

const std::string good = "a:1\tName\t34.5\t-118.25\tpark\tHere\t12\n";

std::string first_fault(const std::string& text) {
    const auto tsv = parse_places_tsv(text);
    return tsv ? "" : std::to_string(tsv.error().first.front().line) + ": " + tsv.error().first.front().why;
}

}  // namespace

TEST_CASE("a line of a file of places is a place") {
    auto tsv = parse_places_tsv(good);
    REQUIRE(tsv);
    REQUIRE(tsv->places.size() == 1);
    const GazetteerFixture fixture(std::move(tsv->places));
    const Gazetteer gazetteer = fixture.gazetteer();
    CHECK(gazetteer.id(0) == "a:1");
    CHECK(gazetteer.name(0) == "Name");
    CHECK(gazetteer.location(0) == herd::LatLng{34.5, -118.25});
    CHECK(gazetteer.type(0).code == "park");
    CHECK(gazetteer.vicinity(0) == "Here");
    CHECK(gazetteer.record(0).population == 12);
}

TEST_CASE("comments and empty lines and line ends of any kind are passed over") {
    for (const std::string& text : {
             "\xEF\xBB\xBF#id\tname\r\n\r\na\tb\t1\t2\tpark\tc\t0\r\n  \r\n"s,
             "\n\n# remark\na\tb\t+1\t-2.50\t\t\t"s,
             "# attribution : nobody\na\tb\t-90\t180\tnonsense\t\t4294967295"s,
         }) {
        const auto tsv = parse_places_tsv(text);
        REQUIRE(tsv);
        CHECK(tsv->places.size() == 1);
        CHECK(tsv->attributions.empty());
    }
}

TEST_CASE("a comment tells whose places they are") {
    const auto tsv = parse_places_tsv("# attribution:  <b>Me</b> \r\n#attribution: You\n" + good);
    REQUIRE(tsv);
    CHECK(tsv->attributions == std::vector<std::string>{"<b>Me</b>", "You"});
}

TEST_CASE("each fault of a line is told") {
    CHECK(first_fault("a\tb\t1\t2\tpark\tc\n").find("1: 6 fields instead of 7") == 0);
    CHECK(first_fault(good + "nonsense\n").find("2: 1 field instead of 7") == 0);
    CHECK(first_fault("a\tb\t1\t2\tpark\tc\t0\t\n").find("1: 8 fields instead of 7") == 0);
    CHECK(first_fault("\tb\t1\t2\tpark\tc\t0\n") == "1: the id is empty");
    CHECK(first_fault("a\t\t1\t2\tpark\tc\t0\n") == "1: the name is empty");
    CHECK(first_fault("\n\na\tb\t90.1\t2\tpark\tc\t0\n").find("3: lat \"90.1\" is not") == 0);
    CHECK(first_fault("a\tb\t\t2\tpark\tc\t0\n").find("1: lat \"\" is not") == 0);
    for (const char* lng : {"-180.5", "nan", "1e1", "--1", "+-1", " 1", "0x1", "1.", "inf"}) {
        CHECK(first_fault("a\tb\t1\t"s + lng + "\tpark\tc\t0\n").find("1: lon \"") == 0);
    }
    CHECK(first_fault("a\tb\t1\t2\tpark\tc\t-1\n").find("1: population \"-1\" is not") == 0);
    CHECK(first_fault("a\tb\t1\t2\tpark\tc\t4294967296\n").find("1: population") == 0);
    CHECK(first_fault("a\tb\x00\t1\t2\tpark\tc\t0\n"s).find("1: a NUL byte") == 0);
    CHECK(first_fault(good + std::string(4097, '#')).find("2: longer than 4096 bytes") == 0);
    CHECK(first_fault("# attribution:\n").find("1: the attribution is empty") == 0);
    CHECK(first_fault("# only a comment\n") == "0: there is no place in it");
    CHECK(first_fault("") == "0: there is no place in it");
}

TEST_CASE("a fault shows no more of a field than fits and no control bytes") {
    const std::string fault = first_fault("a\tb\t" + std::string(1000, '\x1B') + "\t2\tpark\tc\t0\n");
    CHECK(fault.find('\x1B') == std::string::npos);
    CHECK(fault.size() < 200);
}

TEST_CASE("attributions are limited") {
    std::string text = good;
    for (int i = 0; i < 8; ++i) text += "# attribution: x\n";
    CHECK(first_fault(text).empty());
    CHECK(first_fault(text + "# attribution: x\n").find("10: more than 8 attributions") == 0);
}

TEST_CASE("all faults are counted and the first twenty told") {
    std::string text;
    for (int i = 0; i < 10; ++i) text += "a\tb\t91\t181\tpark\tc\tx\n" + good;
    const auto tsv = parse_places_tsv(text);
    REQUIRE_FALSE(tsv);
    REQUIRE(tsv.error().first.size() == 20);
    CHECK(tsv.error().more == 10);
    CHECK(tsv.error().first[0].line == 1);
    CHECK(tsv.error().first[2].line == 1);
    CHECK(tsv.error().first[3].line == 3);
}

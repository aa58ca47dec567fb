#include "core/command.hpp"

#include <string>

#include "support/catch.hpp"

namespace herd::core {
namespace {

struct Faulty {
    const char* line;
    CommandFault fault;
};

template <std::size_t N>
void check_faults(const Faulty (&table)[N]) {
    for (const Faulty& row : table) {
        INFO(row.line);
        const auto command = parse_command(row.line);
        REQUIRE_FALSE(command.has_value());
        CHECK(format_fault(command.error()) == format_fault(row.fault));
    }
}

TEST_CASE("an IAMAT is read") {
    const auto command = parse_command("IAMAT kiwi.cs.ucla.edu +34.068930-118.445127 1479413884.392014450");
    REQUIRE(command.has_value());
    const Iamat& iamat = std::get<Iamat>(*command);
    CHECK(iamat.client == "kiwi.cs.ucla.edu");
    CHECK(iamat.location == "+34.068930-118.445127");
    CHECK(iamat.time == "1479413884.392014450");
    CHECK(decode_location(iamat.location_code) == LatLng{34.068930, -118.445127});
    CHECK(iamat.client_time.nanos == 392014450);
}

TEST_CASE("a WHATSAT and a NEARBY are read") {
    const auto whatsat = parse_command("WHATSAT kiwi 10.5 5");
    REQUIRE(whatsat.has_value());
    CHECK(std::get<Whatsat>(*whatsat).client == "kiwi");
    CHECK(std::get<Whatsat>(*whatsat).radius_km == 10.5);
    CHECK(std::get<Whatsat>(*whatsat).bound == 5);
    const auto nearby = parse_command("NEARBY kiwi 0 1000");
    REQUIRE(nearby.has_value());
    CHECK(std::get<Nearby>(*nearby).client == "kiwi");
    CHECK(std::get<Nearby>(*nearby).radius_km == 0);
    CHECK(std::get<Nearby>(*nearby).bound == 1000);
}

TEST_CASE("fields are apart by any run of white space but LF") {
    for (const char* line : {"WHATSAT kiwi 10 5", "  WHATSAT kiwi 10 5  ", "\tWHATSAT\t\tkiwi \t 10\v5\f",
                             "\r\rWHATSAT\rkiwi\f10\v\r5\r"}) {
        INFO(line);
        CHECK(parse_command(line).has_value());
    }
}

TEST_CASE("a client ID is any bytes") {
    const auto read_client = [](std::string line) {
        const auto command = parse_command(line);
        return command ? std::string(std::get<Whatsat>(*command).client) : std::string("refused");
    };
    for (const std::string& id :
         {std::string("\xff\xfe"), std::string("a\0b", 3), std::string("\x01\x7f\x85\xa0"),
          std::string("+34-118"), std::string("?"), std::string("IAMAT")}) {
        CHECK(read_client("WHATSAT " + id + " 10 5") == id);
    }
}

TEST_CASE("radius and bound reach exactly to their limits") {
    for (const char* line : {"WHATSAT k 0 0", "WHATSAT k 50 20", "WHATSAT k 50.000 020", "WHATSAT k 0.0001 1",
                             "WHATSAT k 00050 20", "NEARBY k 50 1000", "NEARBY k 0 0",
                             "WHATSAT k 49.9999999999999999999999999 20"}) {
        INFO(line);
        CHECK(parse_command(line).has_value());
    }
    check_faults({
        {"WHATSAT k 50.0000000000000000000000001 5", CommandFault::bad_radius},
        {"WHATSAT k 51 5", CommandFault::bad_radius},
        {"WHATSAT k 99999999999999999999999999999999 5", CommandFault::bad_radius},
        {"WHATSAT k -1 5", CommandFault::bad_radius},
        {"WHATSAT k -0 5", CommandFault::bad_radius},
        {"WHATSAT k +10 5", CommandFault::bad_radius},
        {"WHATSAT k 1e1 5", CommandFault::bad_radius},
        {"WHATSAT k 10. 5", CommandFault::bad_radius},
        {"WHATSAT k .5 5", CommandFault::bad_radius},
        {"WHATSAT k ten 5", CommandFault::bad_radius},
        {"WHATSAT k 10 21", CommandFault::bad_bound},
        {"WHATSAT k 10 99999999999999999999999999", CommandFault::bad_bound},
        {"WHATSAT k 10 -1", CommandFault::bad_bound},
        {"WHATSAT k 10 +5", CommandFault::bad_bound},
        {"WHATSAT k 10 5.0", CommandFault::bad_bound},
        {"WHATSAT k 10 five", CommandFault::bad_bound},
        {"NEARBY k 50.0000000000000000000000001 5", CommandFault::bad_radius},
        {"NEARBY k 10 1001", CommandFault::bad_bound},
        {"NEARBY k 10 1.5", CommandFault::bad_bound},
    });
}

TEST_CASE("the field at fault is told") {
    check_faults({
        {"", CommandFault::empty},
        {" \t\r\f\v", CommandFault::empty},
        {"HELLO", CommandFault::unknown_verb},
        {"iamat kiwi +34-118 5", CommandFault::unknown_verb},
        {"IAMATkiwi +34-118 5", CommandFault::unknown_verb},
        {"? kiwi", CommandFault::unknown_verb},
        {"IAMAT", CommandFault::field_count},
        {"IAMAT kiwi +34-118", CommandFault::field_count},
        {"IAMAT kiwi +34-118 5 6", CommandFault::field_count},
        {"IAMAT kiwi +34-118 5 6 7 8 9", CommandFault::field_count},
        {"WHATSAT kiwi 10", CommandFault::field_count},
        {"WHATSAT kiwi 10 5 5", CommandFault::field_count},
        {"NEARBY kiwi", CommandFault::field_count},
        {"NEARBY kiwi 10 5 5", CommandFault::field_count},
        {"IAMAT kiwi 34-118 5", CommandFault::bad_location},
        {"IAMAT kiwi +91-118 5", CommandFault::bad_location},
        {"IAMAT kiwi +34-118 -5", CommandFault::bad_time},
        {"IAMAT kiwi +34-118 1.0123456789", CommandFault::bad_time},
        {"IAMAT kiwi +34-118 1e9", CommandFault::bad_time},
    });
}

TEST_CASE("what only servers say is no command of a client") {
    check_faults({
        {"AT Alford +0.263873386 kiwi +34.068930-118.445127 1479413884.392014450",
         CommandFault::unknown_verb},
        {"LINK Alford", CommandFault::unknown_verb},
    });
}

TEST_CASE("every fault has words of its own") {
    for (int a = 0; a <= static_cast<int>(CommandFault::too_long); ++a) {
        CHECK_FALSE(format_fault(static_cast<CommandFault>(a)).empty());
        for (int b = 0; b < a; ++b) {
            CHECK(format_fault(static_cast<CommandFault>(a)) != format_fault(static_cast<CommandFault>(b)));
        }
    }
}

}  // namespace
}  // namespace herd::core

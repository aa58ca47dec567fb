#include "core/location.hpp"

#include <cmath>
#include <string>

#include "support/catch.hpp"

namespace herd::core {
namespace {

struct Good {
    const char* text;
    double lat;
    double lng;
};

bool is_at(std::string_view text, double lat, double lng) {
    const auto at = parse_location(text);
    return at && std::abs(at->lat - lat) < 1e-12 && std::abs(at->lng - lng) < 1e-12;
}

TEST_CASE("every form of an ISO 6709 location is understood") {
    const Good table[] = {
        {"+34.068930-118.445127", 34.068930, -118.445127},
        {"-33.86+151.21", -33.86, 151.21},
        {"+34-118", 34, -118},
        {"+4-8", 4, -8},
        {"+4.5-08.25", 4.5, -8.25},
        {"+00-000", 0, 0},
        {"-0+0", 0, 0},
        {"+34.068930-118.445127/", 34.068930, -118.445127},
        // Degrees and minutes.
        {"+3404-11826", 34 + 4 / 60.0, -(118 + 26 / 60.0)},
        {"+3404.5-11826.25", 34 + 4.5 / 60, -(118 + 26.25 / 60)},
        {"-0030+00030", -0.5, 0.5},
        // Degrees, minutes and seconds.
        {"+340408-1182642", 34 + 4 / 60.0 + 8 / 3600.0, -(118 + 26 / 60.0 + 42 / 3600.0)},
        {"+340408.5-1182642.25/", 34 + 4 / 60.0 + 8.5 / 3600, -(118 + 26 / 60.0 + 42.25 / 3600)},
        // Each coordinate has a form of its own.
        {"+34.5-1182642", 34.5, -(118 + 26 / 60.0 + 42 / 3600.0)},
        {"+340408-118", 34 + 4 / 60.0 + 8 / 3600.0, -118},
    };
    for (const Good& row : table) {
        INFO(row.text);
        CHECK(is_at(row.text, row.lat, row.lng));
    }
}

TEST_CASE("a location reaches exactly to the poles and the antimeridian") {
    for (const char* text : {"+90+180", "-90-180", "+90.000+180.0000", "+9000+18000", "-900000-1800000",
                             "+9000.000+18000.0", "+900000.00-1800000.00", "+8959.99-17959.99",
                             "+895959.999999999999999999999+1795959.999999999999999999999"}) {
        INFO(text);
        const auto at = parse_location(text);
        REQUIRE(at.has_value());
        CHECK(std::abs(at->lat) <= 90);
        CHECK(std::abs(at->lng) <= 180);
    }
    for (const char* text :
         {"+90.0000000000000000000000001+0", "-90.0000000000000000000000001+0", "+91+0", "+99.9+0",
          "+0+180.0000000000000000000000001", "+0-180.0000000000000000000000001", "+0+181", "+0-999",
          "+9000.0000000000000000000001+0", "+9001+0", "+9100+0", "+900001+0",
          "+900000.0000000000000000001+0", "+0+18000.00000000000000000000001", "+0+18001", "+0+18100",
          "+0-1800001", "+0-1800000.000000000000000001"}) {
        INFO(text);
        CHECK_FALSE(parse_location(text).has_value());
    }
}

TEST_CASE("minutes and seconds of a location are below sixty") {
    for (const char* text : {"+3459.999-11859.999", "+345959.9-1185959.9"}) {
        INFO(text);
        CHECK(parse_location(text).has_value());
    }
    for (const char* text : {"+3460-118", "+3499-118", "+34-11860", "+346000-118", "+340060-118",
                             "+34-1180060", "+34-1186000", "+3460.5-118", "+340060.5-118"}) {
        INFO(text);
        CHECK_FALSE(parse_location(text).has_value());
    }
}

TEST_CASE("the count of digits tells the form and no other count will do") {
    const std::string digits = "0102030405060708";
    for (std::size_t n = 0; n <= 12; ++n) {
        INFO(n);
        CHECK(parse_location("+" + digits.substr(0, n) + "+0").has_value() ==
              (n == 1 || n == 2 || n == 4 || n == 6));
        CHECK(parse_location("+0-" + digits.substr(0, n)).has_value() ==
              ((n >= 1 && n <= 3) || n == 5 || n == 7));
    }
}

TEST_CASE("what is no location is refused") {
    for (const char* text : {"",
                             "/",
                             "+",
                             "-",
                             "+-",
                             "++",
                             "+34",
                             "34-118",
                             "34.0-118.0",
                             "+34 -118",
                             "+34-118//",
                             "+34-118/x",
                             "/+34-118",
                             "+34-118-5",
                             "+34-118+10CRSWGS_84/",
                             "+34.-118",
                             "+.5-118",
                             "+34-118.",
                             "+34-.5",
                             "+34,5-118",
                             "+3e1-118",
                             "+34-1e2",
                             "+nan+inf",
                             "+0x10-5",
                             "+34.0.0-118",
                             "--34-118",
                             "+34--118",
                             "+34-118 ",
                             " +34-118",
                             "+34N-118W",
                             "+\xd9\xa3\xd9\xa4-118"}) {
        INFO(text);
        CHECK_FALSE(parse_location(text).has_value());
    }
    CHECK_FALSE(parse_location(std::string_view("+34\0-118", 8)).has_value());
    CHECK_FALSE(parse_location(std::string_view("+34-118\0", 8)).has_value());
}

TEST_CASE("absurdly long locations are read or refused exactly") {
    const std::string nines(60000, '9');
    const std::string zeros(60000, '0');
    CHECK_FALSE(parse_location("+" + nines + "-118").has_value());
    CHECK_FALSE(parse_location("+34-" + nines).has_value());
    CHECK_FALSE(parse_location("+" + zeros + "-118").has_value());
    CHECK(is_at("+89." + nines + "-179." + nines, 90, -180));
    CHECK(is_at("+90." + zeros + "-180." + zeros, 90, -180));
    CHECK_FALSE(parse_location("+90." + zeros + "1-180").has_value());
}

}  // namespace
}  // namespace herd::core

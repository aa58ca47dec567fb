#include "base/decimal.hpp"

#include <cmath>
#include <string>

#include "support/catch.hpp"

namespace herd {
namespace {

TEST_CASE("a decimal is digits and perhaps a point with digits on both sides") {
    for (const char* text : {"0", "7", "007", "12.50", "0.0", "123456789012345678901234567890.1"}) {
        INFO(text);
        CHECK(parse_decimal(text).has_value());
    }
    for (const char* text : {"", ".", "1.", ".5", "+1", "-1", "1e3", "1.2.3", "1,5", " 1", "1 ", "0x10",
                             "nan", "inf", "1.5f", "\xd9\xa1"}) {
        INFO(text);
        CHECK_FALSE(parse_decimal(text).has_value());
        CHECK_FALSE(parse_double(text).has_value());
    }
    CHECK_FALSE(parse_decimal(std::string_view("1\0", 2)).has_value());
}

TEST_CASE("a decimal is split at its point") {
    const auto decimal = parse_decimal("012.340");
    REQUIRE(decimal.has_value());
    CHECK(decimal->integer == "012");
    CHECK(decimal->fraction == "340");
    CHECK(parse_decimal("12")->fraction.empty());
}

TEST_CASE("a decimal compares with an integer exactly") {
    const auto compare = [](std::string_view text, std::uint64_t whole) {
        const int order = parse_decimal(text)->compare(whole);
        return order < 0 ? -1 : order > 0 ? 1 : 0;
    };
    CHECK(compare("50", 50) == 0);
    CHECK(compare("50.000", 50) == 0);
    CHECK(compare("00050", 50) == 0);
    CHECK(compare("50.0000000000000000000000001", 50) == 1);
    CHECK(compare("49.9999999999999999999999999", 50) == -1);
    CHECK(compare("5", 50) == -1);
    CHECK(compare("500", 50) == 1);
    CHECK(compare("0", 0) == 0);
    CHECK(compare("000", 0) == 0);
    CHECK(compare("0.1", 0) == 1);
    CHECK(compare("18446744073709551615", UINT64_MAX) == 0);
    CHECK(compare("18446744073709551616", UINT64_MAX) == 1);
    CHECK(compare(std::string(100000, '9'), 50) == 1);
    CHECK(compare(std::string(100000, '0') + "50", 50) == 0);
}

TEST_CASE("a decimal becomes the nearest double whatever its length") {
    CHECK(*parse_double("0.1") == 0.1);
    CHECK(*parse_double("34.068930") == 34.068930);
    CHECK(*parse_double("0") == 0.0);
    CHECK(*parse_double(std::string(5000, '0') + "2.5") == 2.5);
    CHECK(*parse_double("2.5" + std::string(5000, '0')) == 2.5);
    CHECK(*parse_double("0." + std::string(400, '0') + "1") == 0.0);
    CHECK(std::isinf(*parse_double(std::string(400, '9'))));
}

TEST_CASE("an integer is digits only and within its limit") {
    CHECK(*parse_integer("0", 20) == 0);
    CHECK(*parse_integer("20", 20) == 20);
    CHECK(*parse_integer("0000000000000000000000000000020", 20) == 20);
    CHECK(*parse_integer("18446744073709551615", UINT64_MAX) == UINT64_MAX);
    for (const char* text : {"", "21", "-1", "+1", "1.0", " 1", "1 ", "0x1", "18446744073709551616",
                             "99999999999999999999999999"}) {
        INFO(text);
        CHECK_FALSE(parse_integer(text, 20).has_value());
    }
    CHECK_FALSE(parse_integer("18446744073709551616", UINT64_MAX).has_value());
}

}  // namespace
}  // namespace herd

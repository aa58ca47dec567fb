#include "core/location_code.hpp"

#include <bit>
#include <cstdint>
#include <random>
#include <string>

#include "core/location.hpp"
#include "support/catch.hpp"

namespace herd::core {
namespace {

std::string format(const LocationCode& code) {
    char text[coded_location_limit];
    return {text, static_cast<std::size_t>(format_location(code, text) - text)};
}

std::string random_digits(std::mt19937& random, std::size_t count) {
    std::string digits;
    for (std::size_t i = 0; i < count; ++i) digits += static_cast<char>('0' + random() % 10);
    return digits;
}

std::string random_coordinate(std::mt19937& random, std::size_t most_digits) {
    std::string text = random() % 2 ? "+" : "-";
    text += random_digits(random, 1 + random() % most_digits);
    const std::size_t decimals = random() % 10;
    return decimals == 0 ? text : text + "." + random_digits(random, decimals);
}

TEST_CASE("a location comes back from its code byte for byte") {
    for (const char* text : {"+34.068930-118.445127", "+0+0", "-0.0-000.0", "+90-180",
                             "-90.0000000+180.0000000", "+05+005", "+1.5-2", "+12.1234567-123.1234567"}) {
        INFO(text);
        const auto code = encode_location(text);
        REQUIRE(code.has_value());
        CHECK(*code);
        CHECK(format(*code) == text);
    }
}

TEST_CASE("what has no code is left to be kept as text") {
    for (const char* text : {"", "+", "+34", "+34-", "34-118", "+34-118/", "+34.-118", "+34.12345678-118",
                             "+3404-11826", "+340408-1182642", "+90.0000001+0", "+91+0", "+0-180.0000001",
                             "+0-181", "+0+0+0", "+0+0 ", "+.5+0", "+1+2.", "++1+2"}) {
        INFO(text);
        CHECK_FALSE(encode_location(text).has_value());
    }
}

TEST_CASE("a code says exactly what the general reader of doubles does") {
    std::mt19937 random(1);
    int coded = 0;
    for (int i = 0; i < 200000; ++i) {
        const std::string text = random_coordinate(random, 2) + random_coordinate(random, 3);
        const auto code = encode_location(text);
        // A needless slash leaves the same place to the general reader.
        const auto at = parse_location(text + "/");
        INFO(text);
        if (!code) continue;
        ++coded;
        REQUIRE(at.has_value());
        REQUIRE(std::bit_cast<std::uint64_t>(decode_location(*code).lat) ==
                std::bit_cast<std::uint64_t>(at->lat));
        REQUIRE(std::bit_cast<std::uint64_t>(decode_location(*code).lng) ==
                std::bit_cast<std::uint64_t>(at->lng));
        REQUIRE(format(*code) == text);
    }
    CHECK(coded > 50000);
}

}  // namespace
}  // namespace herd::core

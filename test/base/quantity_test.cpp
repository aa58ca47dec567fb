#include "base/quantity.hpp"

#include "support/catch.hpp"

namespace herd {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE("durations are read exactly") {
    CHECK(parse_duration("500us") == std::optional<nanoseconds>(microseconds(500)));
    CHECK(parse_duration("250ms") == std::optional<nanoseconds>(milliseconds(250)));
    CHECK(parse_duration("1s") == std::optional<nanoseconds>(seconds(1)));
    CHECK(parse_duration("1.5s") == std::optional<nanoseconds>(milliseconds(1500)));
    CHECK(parse_duration("0.000000001s") == std::optional<nanoseconds>(nanoseconds(1)));
    CHECK(parse_duration("0.0000000019s") == std::optional<nanoseconds>(nanoseconds(1)));
    CHECK(parse_duration("2m") == std::optional<nanoseconds>(minutes(2)));
    CHECK(parse_duration("0.5h") == std::optional<nanoseconds>(minutes(30)));
    CHECK(parse_duration("0s") == std::optional<nanoseconds>(nanoseconds(0)));
    CHECK(parse_duration("10000h") == std::optional<nanoseconds>(hours(10000)));
}

TEST_CASE("what is no duration is refused") {
    for (const auto* text : {"", "s", "1", "-1s", "+1s", "1 s", " 1s", "1.s", ".5s", "1e3s", "1d", "1S",
                             "1sec", "0x1s", "10001h", "99999999999999999999999s", "1ss", "off"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_duration(text).has_value());
    }
}

TEST_CASE("durations are written as they are read") {
    for (const auto* text : {"1s", "1.5s", "250ms", "500us", "2m", "90s", "1h", "36h", "0s", "0.25us",
                             "1.001s", "1.5ms", "59.999s", "1.000000001s"}) {
        CAPTURE(text);
        const auto duration = parse_duration(text);
        REQUIRE(duration.has_value());
        CHECK(format_duration(*duration) == text);
    }
    CHECK(format_duration(seconds(60)) == "1m");
    CHECK(format_duration(milliseconds(2000)) == "2s");
}

TEST_CASE("offsets are durations with a sign or without") {
    CHECK(parse_offset("-2s") == std::optional<nanoseconds>(seconds(-2)));
    CHECK(parse_offset("+1.5ms") == std::optional<nanoseconds>(microseconds(1500)));
    CHECK(parse_offset("3m") == std::optional<nanoseconds>(minutes(3)));
    CHECK(parse_offset("-0s") == std::optional<nanoseconds>(nanoseconds(0)));
    for (const auto* text : {"", "-", "--2s", "+-2s", "- 2s", "-2", "2s-", "-10001h"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_offset(text).has_value());
    }
    CHECK(format_offset(seconds(-2)) == "-2s");
    CHECK(format_offset(milliseconds(1500)) == "+1.5s");
    CHECK(format_offset(nanoseconds(0)) == "+0s");
}

TEST_CASE("millionths are read and written") {
    CHECK(parse_ppm("200ppm") == std::optional<double>(200));
    CHECK(parse_ppm("-0.5ppm") == std::optional<double>(-0.5));
    CHECK(parse_ppm("+3ppm") == std::optional<double>(3));
    for (const auto* text : {"", "ppm", "200", "200 ppm", "--1ppm", "1e3ppm", "infppm", "nanppm", "200PPM"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_ppm(text).has_value());
    }
    CHECK(format_ppm(200) == "+200ppm");
    CHECK(format_ppm(-0.5) == "-0.5ppm");
    CHECK(format_ppm(0) == "+0ppm");
}

TEST_CASE("sizes are read with a binary unit") {
    CHECK(parse_size("64KiB") == std::optional<std::int64_t>(65536));
    CHECK(parse_size("1MiB") == std::optional<std::int64_t>(1 << 20));
    CHECK(parse_size("2GiB") == std::optional<std::int64_t>(std::int64_t{2} << 30));
    CHECK(parse_size("1TiB") == std::optional<std::int64_t>(std::int64_t{1} << 40));
    for (const auto* text : {"", "KiB", "64", "64KB", "64kib", "64 KiB", "-1KiB", "1.5MiB",
                             "99999999999999999999KiB", "9999999999GiB"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_size(text).has_value());
    }
}

TEST_CASE("sizes are written in the greatest unit that divides them") {
    CHECK(format_size(0) == "0 bytes");
    CHECK(format_size(1) == "1 byte");
    CHECK(format_size(1000) == "1000 bytes");
    CHECK(format_size(65536) == "64KiB");
    CHECK(format_size(std::size_t{64} << 20) == "64MiB");
    CHECK(format_size(std::size_t{1} << 30) == "1GiB");
}

}  // namespace
}  // namespace herd

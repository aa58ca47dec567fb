#include "core/client_time.hpp"

#include <cstdint>
#include <limits>
#include <string>

#include "support/catch.hpp"

namespace herd::core {
namespace {

std::string format_skew(std::int64_t receipt_nanos, ClientTime time) {
    char out[skew_limit];
    return {out, static_cast<std::size_t>(core::format_skew(WallTime(nanoseconds(receipt_nanos)), time, out) -
                                          out)};
}

TEST_CASE("a client time is read to the nanosecond") {
    struct Row {
        const char* text;
        ClientTime time;
    };
    const Row table[] = {
        {"1479413884.392014450", {1479413884, 392014450}},
        {"0", {0, 0}},
        {"0.000000001", {0, 1}},
        {"0.1", {0, 100000000}},
        {"5", {5, 0}},
        {"5.000000000", {5, 0}},
        {"0005.5", {5, 500000000}},
        {"1.999999999", {1, 999999999}},
        {"999999999999999999.999999999", {999999999999999999, 999999999}},
    };
    for (const Row& row : table) {
        INFO(row.text);
        const auto time = parse_client_time(row.text);
        REQUIRE(time.has_value());
        CHECK(time->seconds == row.time.seconds);
        CHECK(time->nanos == row.time.nanos);
    }
    CHECK(parse_client_time(std::string(60000, '0') + "7")->seconds == 7);
}

TEST_CASE("what is no client time is refused") {
    for (const char* text : {"",
                             ".",
                             "1.",
                             ".5",
                             "-1",
                             "+1",
                             "-0",
                             "1e9",
                             "1E9",
                             "1.0000000000",
                             "1.1234567891",
                             "1.2.3",
                             "0x5",
                             "nan",
                             "1 ",
                             " 1",
                             "1,5",
                             "1000000000000000000",
                             "18446744073709551616",
                             "99999999999999999999999999"}) {
        INFO(text);
        CHECK_FALSE(parse_client_time(text).has_value());
    }
    CHECK_FALSE(parse_client_time(std::string(60000, '9')).has_value());
    CHECK_FALSE(parse_client_time("0." + std::string(60000, '0')).has_value());
}

TEST_CASE("client times are ordered exactly where a double is not") {
    CHECK(*parse_client_time("1479413884.392014450") < *parse_client_time("1479413884.392014451"));
    CHECK(*parse_client_time("999999999999999998.999999999") < *parse_client_time("999999999999999999"));
    CHECK(*parse_client_time("5") == *parse_client_time("5.0"));
    CHECK(*parse_client_time("10") > *parse_client_time("9.999999999"));
}

TEST_CASE("skew has a sign and nine digits always") {
    CHECK(format_skew(1479413884'655887836, {1479413884, 392014450}) == "+0.263873386");
    CHECK(format_skew(0, {0, 0}) == "+0.000000000");
    CHECK(format_skew(5'000000000, {5, 0}) == "+0.000000000");
    CHECK(format_skew(5'000000001, {5, 0}) == "+0.000000001");
    CHECK(format_skew(5'000000000, {5, 1}) == "-0.000000001");
    CHECK(format_skew(5'000000000, {6, 0}) == "-1.000000000");
    CHECK(format_skew(5'000000000, {16, 250000000}) == "-11.250000000");
    CHECK(format_skew(1700000000'000000000, {0, 0}) == "+1700000000.000000000");
}

TEST_CASE("skew is exact at the ends of its range") {
    CHECK(format_skew(0, {999999999999999999, 999999999}) == "-999999999999999999.999999999");
    CHECK(format_skew(std::numeric_limits<std::int64_t>::max(), {0, 0}) == "+9223372036.854775807");
    CHECK(format_skew(std::numeric_limits<std::int64_t>::min(), {999999999999999999, 999999999}) ==
          "-1000000009223372036.854775807");
}

}  // namespace
}  // namespace herd::core

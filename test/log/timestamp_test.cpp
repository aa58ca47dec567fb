#include "log/timestamp.hpp"

#include <thread>

#include "support/catch.hpp"

namespace herd::log {
namespace {

std::string format(std::int64_t posix_nanoseconds) {
    std::string text;
    append_timestamp(WallTime(nanoseconds(posix_nanoseconds)), text);
    return text;
}

}  // namespace

TEST_CASE("a timestamp is RFC 3339 in UTC with nanoseconds") {
    CHECK(format(0) == "1970-01-01T00:00:00.000000000Z");
    CHECK(format(1479413884'392014450) == "2016-11-17T20:18:04.392014450Z");
    CHECK(format(951782400'000000001) == "2000-02-29T00:00:00.000000001Z");
    CHECK(format(-1) == "1969-12-31T23:59:59.999999999Z");
    CHECK(format(std::numeric_limits<std::int64_t>::max()) == "2262-04-11T23:47:16.854775807Z");
}

TEST_CASE("timestamps of the same and of other seconds follow each other in any order") {
    CHECK(format(59'999999999) == "1970-01-01T00:00:59.999999999Z");
    CHECK(format(59'000000000) == "1970-01-01T00:00:59.000000000Z");
    CHECK(format(60'000000000) == "1970-01-01T00:01:00.000000000Z");
    CHECK(format(59'999999999) == "1970-01-01T00:00:59.999999999Z");
}

TEST_CASE("a timestamp is appended") {
    std::string text = "at ";
    append_timestamp(WallTime(nanoseconds(0)), text);
    CHECK(text == "at 1970-01-01T00:00:00.000000000Z");
}

}  // namespace herd::log

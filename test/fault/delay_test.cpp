#include "fault/delay.hpp"

#include <algorithm>

#include "support/catch.hpp"

namespace herd::fault {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;

struct Draws {
    nanoseconds mean{};
    nanoseconds least = nanoseconds::max();
    nanoseconds most{};
};

Draws draw(nanoseconds delay, nanoseconds jitter, Distribution distribution) {
    constexpr int count = 100'000;
    Conditions conditions;
    conditions.delay = delay;
    conditions.jitter = jitter;
    conditions.distribution = distribution;
    Random random(7);
    Draws draws;
    nanoseconds sum{};
    for (int i = 0; i < count; ++i) {
        const nanoseconds drawn = draw_delay(conditions, random);
        sum += drawn;
        draws.least = std::min(draws.least, drawn);
        draws.most = std::max(draws.most, drawn);
    }
    draws.mean = sum / count;
    return draws;
}

bool is_near(nanoseconds value, nanoseconds expected, nanoseconds gap) {
    return value >= expected - gap && value <= expected + gap;
}

TEST_CASE("a constant delay is always the same whatever the jitter") {
    const auto draws = draw(milliseconds(50), milliseconds(10), Distribution::constant);
    CHECK(draws.least == milliseconds(50));
    CHECK(draws.most == milliseconds(50));
}

TEST_CASE("without jitter each distribution is constant") {
    for (const auto distribution : {Distribution::uniform, Distribution::normal, Distribution::exponential}) {
        const auto draws = draw(milliseconds(50), nanoseconds(0), distribution);
        CHECK(draws.least == milliseconds(50));
        CHECK(draws.most == milliseconds(50));
    }
}

TEST_CASE("a uniform delay is within its jitter and reaches both ends") {
    const auto draws = draw(milliseconds(50), milliseconds(10), Distribution::uniform);
    CHECK(is_near(draws.mean, milliseconds(50), microseconds(100)));
    CHECK(draws.least >= milliseconds(40));
    CHECK(draws.most <= milliseconds(60));
    CHECK(draws.least < microseconds(40010));
    CHECK(draws.most > microseconds(59990));
    const auto tiny = draw(nanoseconds(5), nanoseconds(1), Distribution::uniform);
    CHECK(tiny.least == nanoseconds(4));
    CHECK(tiny.most == nanoseconds(6));
}

TEST_CASE("a normal delay has its mean and is beyond twice its jitter now and then") {
    const auto draws = draw(milliseconds(50), milliseconds(10), Distribution::normal);
    CHECK(is_near(draws.mean, milliseconds(50), microseconds(150)));
    CHECK(draws.least < milliseconds(20));
    CHECK(draws.most > milliseconds(80));
    CHECK(draws.most < milliseconds(120));
}

TEST_CASE("an exponential delay is never below its delay and has a tail") {
    const auto draws = draw(milliseconds(50), milliseconds(10), Distribution::exponential);
    CHECK(is_near(draws.mean, milliseconds(60), microseconds(150)));
    CHECK(draws.least >= milliseconds(50));
    CHECK(draws.most > milliseconds(120));
}

TEST_CASE("no delay is less than nothing") {
    for (const auto distribution : {Distribution::uniform, Distribution::normal}) {
        const auto draws = draw(milliseconds(1), milliseconds(10), distribution);
        CHECK(draws.least == nanoseconds(0));
        CHECK(draws.mean > milliseconds(1));
    }
}

TEST_CASE("the longest delays do not overflow") {
    CHECK(draw(hours(1), hours(1), Distribution::normal).most < hours(10));
    CHECK(draw(hours(1), hours(1), Distribution::exponential).most < hours(40));
}

}  // namespace
}  // namespace herd::fault

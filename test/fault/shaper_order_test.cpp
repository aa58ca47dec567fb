#include <algorithm>
#include <string>

#include "fault/random.hpp"
#include "fault/shaper.hpp"
#include "support/catch.hpp"
#include "support/fake_target.hpp"

namespace herd::fault {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

Conditions draw_conditions(Random& random) {
    Conditions conditions;
    const auto is_chosen = [&] { return random.below(3) == 0; };
    const auto draw_duration = [&] {
        return nanoseconds(static_cast<std::int64_t>(random.below(20'000'000)));
    };
    conditions.is_stalled = random.below(6) == 0;
    if (is_chosen()) {
        conditions.delay = draw_duration();
        conditions.jitter = draw_duration();
        conditions.distribution = static_cast<Distribution>(random.below(4));
    }
    if (is_chosen()) conditions.bytes_per_second = 1 + random.below(200'000);
    if (is_chosen()) {
        conditions.slice = 1 + random.below(50);
        if (is_chosen()) conditions.slice_pause = draw_duration() / 10;
    }
    return conditions;
}

// What is sent under conditions that change all the time, and what comes out.
void try_mix(std::uint64_t seed) {
    Random random(seed);
    Shaper shaper(seed);
    std::string sent;
    std::string got;
    nanoseconds now{};
    for (int step = 0; step < 400; ++step) {
        now += nanoseconds(static_cast<std::int64_t>(random.below(3'000'000)));
        if (random.below(10) == 0) shaper.set(draw_conditions(random), at(now));
        if (random.below(2) == 0) {
            std::string message(1 + random.below(120), 'x');
            for (char& c : message) c = static_cast<char>(random.below(256));
            shaper.push(message, at(now));
            sent += message;
        }
        const std::size_t before = got.size();
        shaper.take(at(now), got);
        const std::size_t slice = shaper.conditions().slice;
        if (slice > 0) REQUIRE(got.size() - before <= slice);
        if (shaper.conditions().is_stalled) REQUIRE(got.size() == before);
        REQUIRE(shaper.size() == sent.size() - got.size());
        // Whatever has not left yet has a time, or waits for a stall to be lifted.
        REQUIRE(shaper.next_deadline().has_value() == !(shaper.empty() || shaper.conditions().is_stalled));
    }
    REQUIRE(sent.compare(0, got.size(), got) == 0);
    // Left to its own deadlines, all of it comes.
    Conditions last = draw_conditions(random);
    last.is_stalled = false;
    shaper.set(last, at(now));
    while (const auto deadline = shaper.next_deadline()) {
        now = std::max(now, *deadline - at({}));
        const std::size_t before = got.size();
        shaper.take(at(now), got);
        REQUIRE(got.size() > before);
    }
    REQUIRE(got == sent);
}

TEST_CASE("bytes stay in order and none is lost or there twice under any mix of conditions") {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        CAPTURE(seed);
        try_mix(seed);
    }
}

TEST_CASE("the same seed and the same calls make the same delays") {
    const auto run = [](std::uint64_t seed) {
        Shaper shaper(seed);
        Conditions conditions;
        conditions.delay = milliseconds(5);
        conditions.jitter = milliseconds(5);
        conditions.distribution = Distribution::normal;
        shaper.set(conditions, at({}));
        std::string times;
        for (int i = 0; i < 100; ++i) {
            shaper.push("x", at(seconds(i)));
            times += std::to_string((*shaper.next_deadline() - at({})).count()) + " ";
            std::string out;
            shaper.take(*shaper.next_deadline(), out);
        }
        return times;
    };
    CHECK(run(1) == run(1));
    CHECK(run(1) != run(2));
}

TEST_CASE("a message leaves at its own time when it has the line for itself") {
    Shaper shaper(3);
    Conditions conditions;
    conditions.delay = milliseconds(20);
    conditions.jitter = milliseconds(10);
    conditions.distribution = Distribution::uniform;
    shaper.set(conditions, at({}));
    for (int i = 0; i < 1000; ++i) {
        shaper.push("x", at(seconds(i)));
        const nanoseconds delay = *shaper.next_deadline() - at(seconds(i));
        REQUIRE(delay >= milliseconds(10));
        REQUIRE(delay <= milliseconds(30));
        std::string out;
        shaper.take(*shaper.next_deadline(), out);
        REQUIRE(out == "x");
    }
}

}  // namespace
}  // namespace herd::fault

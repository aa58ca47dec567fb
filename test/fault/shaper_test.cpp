#include "fault/shaper.hpp"

#include <string>

#include "support/catch.hpp"
#include "support/fake_target.hpp"

namespace herd::fault {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

// A shaper, and times as they are counted in a test.
struct Trial {
    void set(const Conditions& conditions, nanoseconds now = {}) { shaper.set(conditions, at(now)); }
    void push(std::string_view bytes, nanoseconds now = {}) { shaper.push(bytes, at(now)); }
    std::string take(nanoseconds now) {
        std::string out;
        shaper.take(at(now), out);
        return out;
    }
    // Nothing: -1 ns.
    nanoseconds next() const {
        const auto deadline = shaper.next_deadline();
        return deadline ? *deadline - at({}) : nanoseconds(-1);
    }

    Shaper shaper{1};
};

TEST_CASE("a clear shaper hands out at once what it is given") {
    Trial trial;
    CHECK(trial.shaper.conditions().is_clear());
    CHECK(trial.next() == nanoseconds(-1));
    trial.push("abc", seconds(1));
    CHECK(trial.shaper.size() == 3);
    CHECK(trial.next() == seconds(1));
    CHECK(trial.take(seconds(1)) == "abc");
    CHECK(trial.shaper.empty());
    CHECK(trial.take(seconds(1)).empty());
    CHECK(trial.next() == nanoseconds(-1));
}

TEST_CASE("each condition is one of which a shaper is not clear") {
    Conditions conditions;
    CHECK(conditions.is_clear());
    const auto is_clear_with = [](auto change) {
        Conditions changed;
        change(changed);
        return changed.is_clear();
    };
    CHECK_FALSE(is_clear_with([](Conditions& c) { c.is_stalled = true; }));
    CHECK_FALSE(is_clear_with([](Conditions& c) { c.delay = nanoseconds(1); }));
    CHECK_FALSE(is_clear_with([](Conditions& c) { c.jitter = nanoseconds(1); }));
    CHECK_FALSE(is_clear_with([](Conditions& c) { c.bytes_per_second = 1; }));
    CHECK_FALSE(is_clear_with([](Conditions& c) { c.slice = 1; }));
    CHECK_FALSE(is_clear_with([](Conditions& c) { c.close_after = 0; }));
    CHECK_FALSE(is_clear_with([](Conditions& c) { c.corrupts = true; }));
}

TEST_CASE("what is on its way keeps its delay and nothing overtakes it") {
    Trial trial;
    Conditions slow;
    slow.delay = milliseconds(50);
    trial.set(slow);
    trial.push("a", milliseconds(0));
    trial.push("b", milliseconds(10));
    CHECK(trial.next() == milliseconds(50));
    CHECK(trial.take(milliseconds(49)).empty());
    CHECK(trial.take(milliseconds(50)) == "a");
    trial.set({}, milliseconds(51));
    trial.push("c", milliseconds(51));
    CHECK(trial.next() == milliseconds(60));
    CHECK(trial.take(milliseconds(59)).empty());
    CHECK(trial.take(milliseconds(60)) == "bc");
}

TEST_CASE("a stall holds everything until it is lifted") {
    Trial trial;
    trial.push("a");
    Conditions stalled;
    stalled.is_stalled = true;
    trial.set(stalled);
    trial.push("b");
    CHECK(trial.next() == nanoseconds(-1));
    CHECK(trial.take(hours(1)).empty());
    trial.set({}, hours(1));
    CHECK(trial.next() <= hours(1));
    CHECK(trial.take(hours(1)) == "ab");
}

TEST_CASE("bytes cross at the rate of the line and a stall saves nothing up") {
    Trial trial;
    Conditions narrow;
    narrow.bytes_per_second = 1000;
    trial.set(narrow);
    trial.push(std::string(5000, 'x'));
    CHECK(trial.take(milliseconds(100)).size() == 100);
    CHECK(trial.take(milliseconds(100)).empty());
    CHECK(trial.next() == milliseconds(110));
    Conditions stalled = narrow;
    stalled.is_stalled = true;
    trial.set(stalled, milliseconds(100));
    trial.set(narrow, seconds(100));
    CHECK(trial.take(seconds(100)).empty());
    CHECK(trial.take(seconds(101)).size() == 1000);
    // A faster line begins with it.
    narrow.bytes_per_second = 2000;
    trial.set(narrow, seconds(101));
    CHECK(trial.take(seconds(102)).size() == 2000);
}

TEST_CASE("another condition does not disturb the rate of the line") {
    Trial trial;
    Conditions narrow;
    narrow.bytes_per_second = 1;
    trial.set(narrow);
    trial.push("abcdef");
    std::string out;
    for (int i = 1; i <= 40; ++i) {
        narrow.delay = milliseconds(i);
        trial.set(narrow, milliseconds(100) * i);
        out += trial.take(milliseconds(100) * i);
    }
    CHECK(out == "abcd");
}

TEST_CASE("a message on an idle line takes the time of its bytes") {
    Trial trial;
    Conditions narrow;
    narrow.bytes_per_second = 1000;
    trial.set(narrow);
    trial.push("abcd", seconds(10));
    CHECK(trial.next() == milliseconds(10'004));
    CHECK(trial.take(milliseconds(10'003)) == "abc");
    CHECK(trial.take(milliseconds(10'004)) == "d");
}

TEST_CASE("a line is looked at a hundred times a second and not for each byte") {
    Trial trial;
    Conditions narrow;
    narrow.bytes_per_second = 100'000;
    trial.set(narrow);
    trial.push(std::string(100'000, 'x'));
    int looks = 0;
    for (nanoseconds now = trial.next(); now >= nanoseconds(0); now = trial.next()) {
        trial.take(now);
        ++looks;
        REQUIRE(looks < 1000);
    }
    CHECK(looks >= 99);
    CHECK(looks <= 101);
}

TEST_CASE("small messages are looked at a thousand times a second at most") {
    Trial trial;
    Conditions narrow;
    narrow.bytes_per_second = 1 << 20;
    trial.set(narrow);
    for (int i = 0; i < 10'000; ++i) trial.push("0123456789");
    int looks = 0;
    nanoseconds now = trial.next();
    for (; !trial.shaper.empty(); now = trial.next()) {
        trial.take(now);
        ++looks;
        REQUIRE(looks < 1000);
    }
    CHECK(looks <= 97);
}

TEST_CASE("slices leave one at a time with a pause between them") {
    Trial trial;
    Conditions sliced;
    sliced.slice = 2;
    sliced.slice_pause = milliseconds(1);
    trial.set(sliced);
    trial.push("abcde");
    CHECK(trial.take({}) == "ab");
    CHECK(trial.take({}).empty());
    CHECK(trial.next() == milliseconds(1));
    CHECK(trial.take(milliseconds(1)) == "cd");
    CHECK(trial.take(milliseconds(2)) == "e");
    CHECK(trial.next() == nanoseconds(-1));
    // The pause is kept before the next message, too.
    trial.push("fg", milliseconds(2));
    CHECK(trial.next() == milliseconds(3));
    trial.set({}, milliseconds(2));
    CHECK(trial.take(milliseconds(2)) == "fg");
}

TEST_CASE("slices may cross the border of two messages and need no pause") {
    Trial trial;
    Conditions sliced;
    sliced.slice = 3;
    trial.set(sliced);
    trial.push("ab");
    trial.push("cd");
    CHECK(trial.take({}) == "abc");
    CHECK(trial.next() == nanoseconds(0));
    CHECK(trial.take({}) == "d");
}

TEST_CASE("a slice leaves a slow line as soon as it has crossed") {
    Trial trial;
    Conditions sliced;
    sliced.slice = 2;
    sliced.bytes_per_second = 1000;
    trial.set(sliced);
    trial.push("abcdefghijklmnopqrstuvwxyz");
    CHECK(trial.next() == milliseconds(2));
    CHECK(trial.take(milliseconds(2)) == "ab");
    CHECK(trial.next() == milliseconds(4));
}

TEST_CASE("slices save nothing up on a line that could carry more") {
    Trial trial;
    Conditions sliced;
    sliced.slice = 1;
    sliced.slice_pause = seconds(1);
    sliced.bytes_per_second = 1000;
    trial.set(sliced);
    trial.push(std::string(5000, 'x'));
    for (int i = 1; i <= 10; ++i) CHECK(trial.take(seconds(i)).size() == 1);
    sliced.slice = 0;
    trial.set(sliced, seconds(10));
    CHECK(trial.take(seconds(10)).empty());
    CHECK(trial.take(milliseconds(10'100)).size() == 100);
}

TEST_CASE("a connection closes after just so many bytes") {
    Trial trial;
    Conditions closing;
    closing.close_after = 5;
    trial.set(closing);
    trial.push("abc");
    CHECK(trial.take({}) == "abc");
    CHECK_FALSE(trial.shaper.wants_close());
    // The count goes on while other conditions change.
    closing.delay = milliseconds(1);
    trial.set(closing);
    trial.push("defg");
    CHECK(trial.take(milliseconds(1)) == "de");
    CHECK(trial.shaper.wants_close());
    CHECK(trial.take(seconds(1)).empty());
    CHECK(trial.next() == nanoseconds(-1));
    trial.shaper.clear();
    CHECK_FALSE(trial.shaper.wants_close());
    CHECK_FALSE(trial.shaper.conditions().close_after.has_value());
    CHECK(trial.shaper.empty());
    trial.set({}, seconds(1));
    trial.push("h", seconds(1));
    CHECK(trial.take(seconds(1)) == "h");
}

TEST_CASE("a connection that is lost before goes on counting on the next") {
    Trial trial;
    Conditions closing;
    closing.close_after = 5;
    trial.set(closing);
    trial.push("abc");
    CHECK(trial.take({}) == "abc");
    trial.shaper.clear();
    CHECK_FALSE(trial.shaper.wants_close());
    trial.push("defg");
    CHECK(trial.take({}) == "de");
    CHECK(trial.shaper.wants_close());
    // Lifted: the connection stays.
    trial.set({});
    CHECK_FALSE(trial.shaper.wants_close());
    CHECK(trial.take({}) == "fg");
}

TEST_CASE("what waits goes with the connection and does not hold up the next") {
    Trial trial;
    Conditions slow;
    slow.delay = hours(1);
    trial.set(slow);
    trial.push("a");
    trial.shaper.clear();
    trial.set({}, seconds(1));
    trial.push("b", seconds(1));
    CHECK(trial.take(seconds(1)) == "b");
}

TEST_CASE("what waits is bounded") {
    Trial trial;
    Conditions stalled;
    stalled.is_stalled = true;
    trial.set(stalled);
    const std::string message(1000, 'x');
    std::size_t pushed = 0;
    while (trial.shaper.has_room()) {
        trial.push(message);
        pushed += message.size();
        REQUIRE(pushed < (2U << 20));
    }
    CHECK(pushed >= 1 << 20);
    CHECK(trial.shaper.size() == pushed);
    trial.set({});
    CHECK(trial.take({}).size() == pushed);
    CHECK(trial.shaper.has_room());
}

}  // namespace
}  // namespace herd::fault

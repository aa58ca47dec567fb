// When points are due, and what times are said of them.

#include "replay/timetable.hpp"

#include "replay/csv_reader.hpp"
#include "support/catch.hpp"

namespace herd::replay {
namespace {

using std::chrono::seconds;

// Three points, ten seconds apart.
Movement make_movement() {
    Movement movement;
    const auto read =
        read_csv("id,lat,lon,time\na,1,2,100\nb,1,2,110.5\na,1,3,120\n", "a.csv", "a", movement);
    REQUIRE(read);
    return movement;
}

const WallTime start{std::chrono::seconds(5000)};

TEST_CASE("points are due as far apart as they were recorded, and say the recorded times") {
    const auto movement = make_movement();
    const Timetable timetable(movement, {}, start);
    CHECK(timetable.size() == 3);
    CHECK(timetable.due(0) == seconds(0));
    CHECK(timetable.due(1) == std::chrono::milliseconds(10500));
    CHECK(timetable.due(2) == seconds(20));
    CHECK(timetable.time(0) == "100");
    CHECK(timetable.time(1) == "110.500000000");
    CHECK(timetable.time(2) == "120");
}

TEST_CASE("a replay may be faster than life") {
    const auto movement = make_movement();
    CHECK(Timetable(movement, {.speed = 10}, start).due(2) == seconds(2));
    CHECK(Timetable(movement, {.speed = 10}, start).time(2) == "120");
    CHECK(Timetable(movement, {.is_fast = true}, start).due(2) == seconds(0));
}

TEST_CASE("the times of now are those at which points are due") {
    const auto movement = make_movement();
    const Timetable timetable(movement, {.speed = 10, .is_now = true}, start);
    CHECK(timetable.time(0) == "5000");
    CHECK(timetable.time(2) == "5002");
    // All at once: the last one is now.
    const Timetable fast(movement, {.is_fast = true, .is_now = true}, start);
    CHECK(fast.time(0) == "4980");
    CHECK(fast.time(2) == "5000");
}

TEST_CASE("each round of a loop is later than the one before") {
    const auto movement = make_movement();
    const Timetable timetable(movement, {.loops = true}, start);
    CHECK_FALSE(timetable.size());
    // A round is its length and the mean time between points.
    const auto period = seconds(20) + nanoseconds(seconds(20)) / 3;
    CHECK(timetable.due(3) == period);
    CHECK(timetable.due(5) == period + seconds(20));
    CHECK(timetable.point(4) == movement.points()[1]);
    CHECK(timetable.time(3) == "126.666666666");
    CHECK(timetable.time(6) == "153.333333332");
}

TEST_CASE("points of one time are due at once") {
    Movement movement;
    REQUIRE(read_csv("id,lat,lon,time\na,1,2,100\nb,1,2,100\n", "a.csv", "a", movement));
    const Timetable timetable(movement, {.loops = true}, start);
    CHECK(timetable.due(1) == seconds(0));
    CHECK(timetable.due(2) == seconds(1));
    CHECK(timetable.time(2) == "101");
}

}  // namespace
}  // namespace herd::replay

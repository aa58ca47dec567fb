#include "fault/fault.hpp"
#include "support/alford_welsh.hpp"
#include "support/catch.hpp"

namespace herd::fault {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const DirectionName direction{"Alford", "Welsh"};

TEST_CASE("faults are written as in a scenario") {
    CHECK(format_fault({Cut{alford_welsh}, {}}) == "cut Alford-Welsh");
    CHECK(format_fault({Cut{alford_welsh}, seconds(2)}) == "cut Alford-Welsh, for 2s");
    CHECK(format_fault({Stall{direction}, {}}) == "stall Alford->Welsh");
    CHECK(format_fault({Latency{alford_welsh, milliseconds(50), milliseconds(10)}, seconds(2)}) ==
          "latency Alford-Welsh 50ms +- 10ms, for 2s");
    CHECK(format_fault({Bandwidth{direction, 10240}, {}}) == "bandwidth Alford->Welsh 10KiB/s");
    CHECK(format_fault({Slice{alford_welsh, 1, milliseconds(1)}, {}}) ==
          "slice Alford-Welsh 1 byte every 1ms");
    CHECK(format_fault({CloseAfter{alford_welsh, 100}, {}}) == "close_after Alford-Welsh 100 bytes");
    CHECK(format_fault({DropFirst{alford_welsh, 1}, {}}) == "drop_first Alford-Welsh 1 message");
    CHECK(format_fault({Clock{"Ball", seconds(-2), 0}, {}}) == "clock Ball -2s");
    CHECK(format_fault({Clock{"Ball", seconds(2), 200}, {}}) == "clock Ball +2s +200ppm");
    CHECK(format_fault({Split{{{"Alford"}, {"Ball", "Welsh"}}}, {}}) == "split Alford | Ball, Welsh");
    CHECK(format_fault({Bridge{"Ball", {{"Alford"}, {"Welsh"}}}, {}}) ==
          "bridge Ball between Alford | Welsh");
    CHECK(format_fault({Majorities{}, {}}) == "majorities");
    CHECK(format_fault({Swizzle{}, {}}) == "swizzle every 50ms");
    CHECK(format_fault({HealAll{}, {}}) == "heal all");
}

TEST_CASE("what a fault does is written without its place") {
    CHECK(format_effect(Cut{alford_welsh}) == "cut");
    CHECK(format_effect(Stall{direction}) == "stall");
    CHECK(format_effect(Pause{"Ball"}) == "paused");
    CHECK(format_effect(Clock{"Ball", seconds(-2), 0}) == "clock -2s");
    CHECK(format_effect(Clock{"Ball", {}, -0.5}) == "clock -0.5ppm");
    CHECK(format_effect(Flap{alford_welsh, milliseconds(100)}) == "flap every 100ms");
    CHECK(format_effect(DropFirst{alford_welsh, 2}) == "drop_first 2 messages");
}

TEST_CASE("each distribution of a latency is written") {
    const auto write = [](Distribution distribution) {
        return format_effect(Latency{alford_welsh, milliseconds(50), milliseconds(10), distribution});
    };
    CHECK(write(Distribution::constant) == "latency 50ms");
    CHECK(write(Distribution::uniform) == "latency 50ms +- 10ms");
    CHECK(write(Distribution::normal) == "latency 50ms +- 10ms normal");
    CHECK(write(Distribution::exponential) == "latency 50ms + 10ms exponential");
    CHECK(format_effect(Latency{alford_welsh, milliseconds(50), {}}) == "latency 50ms");
}

}  // namespace
}  // namespace herd::fault

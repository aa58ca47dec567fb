#include "fault/fault_check.hpp"

#include <limits>

#include "fault/limits.hpp"
#include "support/alford_welsh.hpp"
#include "support/catch.hpp"
#include "support/fake_target.hpp"

namespace herd::fault {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

std::string refusal(const Action& action, std::optional<nanoseconds> lasts = {}) {
    static const HerdMap map = make_map(test::classic_ring());
    const auto checked = check_fault({action, lasts}, map);
    return checked ? "" : checked.error();
}

TEST_CASE("good faults are taken from either end of a link") {
    CHECK(refusal(Cut{alford_welsh}).empty());
    CHECK(refusal(Cut{{"Welsh", "Alford"}}).empty());
    CHECK(refusal(Stall{DirectionName{"Welsh", "Alford"}}).empty());
    CHECK(refusal(Cut{alford_welsh}, seconds(2)).empty());
    CHECK(refusal(Split{{{"Alford"}, {"Ball", "Welsh"}}}).empty());
    CHECK(refusal(Latency{alford_welsh, {}, {}}).empty());
    CHECK(refusal(Swizzle{}, seconds(1)).empty());
}

TEST_CASE("unknown servers are refused with one that is near") {
    CHECK(refusal(Stop{"Bell"}) == "stop: unknown server 'Bell'; did you mean 'Ball'?");
    CHECK(refusal(Cut{{"Alford", "Zzz"}}) == "cut: unknown server 'Zzz'");
    CHECK(refusal(Stall{DirectionName{"alford", "Welsh"}}) ==
          "stall: unknown server 'alford'; did you mean 'Alford'?");
    CHECK(refusal(Bridge{"X", {{"Alford"}}}) == "bridge: unknown server 'X'");
    CHECK(refusal(Split{{{"Alford"}, {"Walsh"}}}) == "split: unknown server 'Walsh'; did you mean 'Welsh'?");
    CHECK(refusal(Stop{"a\x1b[31m\n"}) == "stop: unknown server 'a\\x1b[31m\\n'");
}

TEST_CASE("pairs that are no link are refused by both names") {
    CHECK(refusal(Cut{{"Alford", "Ball"}}) ==
          "cut: no link between 'Alford' and 'Ball'; Alford has links to Hamilton, Welsh");
    CHECK(refusal(Heal{{"Ball", "Ball"}}) == "heal: 'Ball' is not linked to itself; a link has two ends");
    const HerdMap star = make_map(test::make_star(20));
    CHECK(star.find_link("S01", "S02").error() == "no link between 'S01' and 'S02'; S01 has links to S00");
    const HerdMap lone = make_map({{"A", "B"}, {}});
    CHECK(lone.find_link("A", "B").error() == "no link between 'A' and 'B'; A has none");
    auto wide = test::make_star(20);
    wide.names.push_back("X");
    CHECK(make_map(wide).find_link("S00", "X").error() ==
          "no link between 'S00' and 'X'; S00 has links to S01, S02, S03, S04, S05, S06, S07, S08 and 11 "
          "more");
}

TEST_CASE("values that make no sense are refused") {
    CHECK(refusal(Latency{alford_welsh, milliseconds(-1), {}}) ==
          "latency: delay is -1ms; it is from 0s to 1h");
    CHECK(refusal(Latency{alford_welsh, {}, hours(2)}) == "latency: jitter is 2h; it is from 0s to 1h");
    CHECK(refusal(Bandwidth{alford_welsh, 0}) == "bandwidth: rate is 0; it is from 1 to 1073741824");
    CHECK(refusal(Bandwidth{alford_welsh, largest_rate + 1}) ==
          "bandwidth: rate is 1073741825; it is from 1 to 1073741824");
    CHECK(refusal(Slice{alford_welsh, 0, {}}) == "slice: size is 0; it is from 1 to 1073741824");
    CHECK(refusal(Slice{alford_welsh, 1, seconds(-1)}) == "slice: pause is -1s; it is from 0s to 1h");
    CHECK(refusal(CloseAfter{alford_welsh, 0}) == "close_after: bytes is 0; it is from 1 to 1099511627776");
    CHECK(refusal(DropFirst{alford_welsh, 0}) == "drop_first: messages is 0; it is from 1 to 1000000");
    CHECK(refusal(Flap{alford_welsh, microseconds(1)}) == "flap: period is 1us; it is from 1ms to 1h");
    CHECK(refusal(Swizzle{{}}) == "swizzle: step is 0s; it is from 1ms to 1h");
    CHECK(refusal(Clock{"Ball", hours(10001), 0}) == "clock: offset is more than 10000h, either way");
    CHECK(refusal(Clock{"Ball", hours(-10001), 0}) == "clock: offset is more than 10000h, either way");
    CHECK(refusal(Clock{"Ball", {}, -1000001}) == "clock: drift is more than +1000000ppm, either way");
    CHECK(refusal(Clock{"Ball", {}, std::numeric_limits<double>::quiet_NaN()}) ==
          "clock: drift is more than +1000000ppm, either way");
    CHECK(refusal(Clock{"Ball", hours(-10000), 1e6}).empty());
}

TEST_CASE("groups that make no sense are refused") {
    CHECK(refusal(Split{}) == "split: no groups; name at least one");
    CHECK(refusal(Split{{{"Alford"}, {}}}) == "split: a group without servers");
    CHECK(refusal(Split{{{"Alford"}, {"Alford"}}}) ==
          "split: 'Alford' is named twice; a server is in one group");
    CHECK(refusal(Bridge{"Ball", {}}) == "bridge: no groups; name at least one");
}

TEST_CASE("what ends by itself cannot last") {
    for (const Action& action : std::vector<Action>{
             Reset{alford_welsh}, Heal{alford_welsh}, HealAll{}, Start{"Ball"}, Resume{"Ball"},
             Corrupt{alford_welsh}, CloseAfter{alford_welsh, 1}, DropFirst{alford_welsh, 1}}) {
        CHECK(refusal(action).empty());
        CHECK(ends_by_itself(action));
        CHECK(refusal(action, seconds(2)) ==
              format_verb(action) + ": ends by itself and cannot be for a time");
    }
    CHECK(refusal(Cut{alford_welsh}, nanoseconds(0)) == "cut: for is 0s; it is from 0.001us to 24h");
    CHECK(refusal(Cut{alford_welsh}, hours(25)) == "cut: for is 25h; it is from 0.001us to 24h");
}

}  // namespace
}  // namespace herd::fault

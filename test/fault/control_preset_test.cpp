#include <algorithm>

#include "support/catch.hpp"
#include "support/fake_target.hpp"

namespace herd::fault {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_CASE("a preset is told of by its parts") {
    FaultyHerd herd(test::classic_ring());
    const FaultId id = herd.apply(Isolate{"Alford"}, {}, seconds(1));
    CHECK(herd.notes() ==
          "set Alford-Hamilton: cut\nAlford-Hamilton goes\nset Alford-Welsh: cut\nAlford-Welsh goes");
    CHECK(herd.in_force() == "cut Alford-Hamilton, for 1s; cut Alford-Welsh, for 1s");
    CHECK(herd.control.in_force()[0].id == id);
    herd.control.on_deadline(at(seconds(1)));
    CHECK(herd.cuts().empty());
}

TEST_CASE("a preset that has nothing to cut is over at once") {
    FaultyHerd herd(test::single());
    CHECK(herd.apply(Isolate{"Alford"}) == 0);
    CHECK(herd.apply(Majorities{}) == 0);
    CHECK(herd.apply(Swizzle{}) == 0);
    CHECK(herd.apply(HealAll{}) == 0);
    CHECK(herd.notes().empty());
    CHECK(herd.control.is_steady());
}

TEST_CASE("a preset does not shorten a cut that is there") {
    FaultyHerd herd(test::classic_ring());
    const FaultId cut = herd.apply(Cut{{"Alford", "Welsh"}});
    herd.apply(Cut{{"Alford", "Hamilton"}}, {}, milliseconds(500));
    herd.apply(Isolate{"Alford"}, {}, seconds(1));
    herd.control.on_deadline(at(milliseconds(999)));
    CHECK(herd.cuts() == "Alford-Hamilton Alford-Welsh");
    herd.control.on_deadline(at(seconds(1)));
    CHECK(herd.cuts() == "Alford-Welsh");
    CHECK(herd.control.in_force()[0].id == cut);
    herd.apply(Isolate{"Alford"});
    CHECK(herd.in_force() == "cut Alford-Welsh; cut Alford-Hamilton");
}

TEST_CASE("two partitions at once are healed as one") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Split{{{"Alford"}}});
    herd.apply(Isolate{"Ball"});
    CHECK(herd.cuts() == "Alford-Hamilton Alford-Welsh Ball-Holiday Ball-Welsh");
    herd.apply(HealAll{});
    CHECK(herd.cuts().empty());
    CHECK(herd.in_force().empty());
}

TEST_CASE("a bridge and majorities cut what their plans say") {
    FaultyHerd herd(test::make_mesh(5));
    herd.apply(Bridge{"S02", {{"S00", "S01"}, {"S03", "S04"}}});
    CHECK(herd.cuts() == "S00-S03 S00-S04 S01-S03 S01-S04");
    herd.apply(HealAll{});
    herd.apply(Majorities{});
    const auto cuts = herd.cuts();
    CHECK(std::count(cuts.begin(), cuts.end(), '-') == 5);
}

TEST_CASE("presets of the same seed draw the same") {
    const auto draw = [](std::uint64_t seed) {
        FaultyHerd herd(test::make_mesh(7), seed);
        herd.apply(Majorities{});
        herd.apply(HealAll{});
        herd.apply(Swizzle{milliseconds(10)});
        while (const auto next = herd.control.next_deadline()) herd.control.on_deadline(*next);
        return herd.notes();
    };
    CHECK(draw(1) == draw(1));
    CHECK(draw(1) != draw(2));
}

TEST_CASE("a swizzle isolates and heals in its time and ends with everything healed") {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        FaultyHerd herd(test::make_mesh(6), seed);
        herd.apply(Swizzle{milliseconds(10)});
        std::vector<std::size_t> counts;
        const auto count_cuts = [&] {
            const auto cuts = herd.cuts();
            return static_cast<std::size_t>(std::count(cuts.begin(), cuts.end(), '-'));
        };
        counts.push_back(count_cuts());
        for (int step = 1; step <= 5; ++step) {
            REQUIRE(herd.control.next_deadline() == at(milliseconds(10) * step));
            herd.control.on_deadline(at(milliseconds(10) * step));
            counts.push_back(count_cuts());
        }
        // One, two and three of six servers of a mesh are isolated, and then they come back.
        REQUIRE(counts == std::vector<std::size_t>{5, 9, 12, 9, 5, 0});
        REQUIRE(herd.control.is_steady());
        REQUIRE(herd.in_force().empty());
    }
}

TEST_CASE("a swizzle that nobody looked at in time ends as well") {
    FaultyHerd herd(test::make_mesh(6));
    herd.apply(Swizzle{milliseconds(10)});
    herd.control.on_deadline(at(seconds(10)));
    CHECK(herd.cuts().empty());
    CHECK(herd.control.is_steady());
    CHECK(herd.in_force().empty());
}

TEST_CASE("a swizzle that lasts less is over before") {
    FaultyHerd herd(test::make_mesh(6));
    herd.apply(Swizzle{milliseconds(10)}, {}, milliseconds(15));
    herd.control.on_deadline(at(milliseconds(10)));
    CHECK_FALSE(herd.cuts().empty());
    herd.control.on_deadline(at(milliseconds(15)));
    CHECK(herd.cuts().empty());
    CHECK(herd.control.is_steady());
}

TEST_CASE("healing drops the parts of a swizzle that have not begun") {
    FaultyHerd herd(test::make_mesh(6));
    herd.apply(Swizzle{milliseconds(10)});
    herd.apply(HealAll{});
    CHECK(herd.cuts().empty());
    CHECK(herd.control.is_steady());
    herd.apply(Swizzle{milliseconds(10)});
    for (const auto& [a, b] : herd.map.links())
        herd.apply(Heal{{herd.map.roster().name(a), herd.map.roster().name(b)}});
    CHECK(herd.control.is_steady());
    CHECK(herd.cuts().empty());
}

TEST_CASE("a second swizzle takes the place of what the first has not begun") {
    FaultyHerd herd(test::make_mesh(6));
    for (int i = 0; i < 1000; ++i) herd.apply(Swizzle{milliseconds(10)}, milliseconds(i));
    // What is planned is bounded by the links.
    CHECK(herd.control.in_force().size() <= 15);
    while (const auto next = herd.control.next_deadline()) herd.control.on_deadline(*next);
    CHECK(herd.cuts().empty());
    CHECK(herd.in_force().empty());
}

TEST_CASE("a swizzle leaves alone what was cut before") {
    FaultyHerd herd(test::make_mesh(6));
    herd.apply(Cut{{"S00", "S01"}});
    herd.apply(Swizzle{milliseconds(10)});
    herd.control.on_deadline(at(seconds(1)));
    CHECK(herd.cuts() == "S00-S01");
}

}  // namespace
}  // namespace herd::fault

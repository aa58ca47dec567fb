#include "support/alford_welsh.hpp"
#include "support/catch.hpp"
#include "support/fake_target.hpp"

namespace herd::fault {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_CASE("faults end in the order of their times and not of their setting") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Cut{{"Alford", "Welsh"}}, {}, seconds(3));
    herd.apply(Cut{{"Ball", "Welsh"}}, {}, seconds(1));
    herd.apply(Refuse{{"Ball", "Holiday"}}, {}, seconds(2));
    herd.apply(Stall{LinkName{"Ball", "Holiday"}}, {}, seconds(2));
    CHECK(herd.control.next_deadline() == at(seconds(1)));
    herd.notes();
    herd.control.on_deadline(at(seconds(5)));
    CHECK(herd.notes() ==
          "lifted Ball-Welsh: cut\nBall-Welsh comes\n"
          "lifted Ball-Holiday: refuse\n"
          "lifted Ball-Holiday: stall\n"
          "lifted Alford-Welsh: cut\nAlford-Welsh comes");
    CHECK_FALSE(herd.control.next_deadline().has_value());
    CHECK(herd.control.is_steady());
}

TEST_CASE("a fault that is set again ends when the later one would") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Cut{alford_welsh}, {}, seconds(1));
    herd.apply(Cut{alford_welsh}, milliseconds(500), seconds(1));
    herd.control.on_deadline(at(seconds(1)));
    CHECK(herd.cuts() == "Alford-Welsh");
    CHECK(herd.control.in_force()[0].until == at(milliseconds(1500)));
    herd.control.on_deadline(at(milliseconds(1500)));
    CHECK(herd.cuts().empty());
    // For ever replaces for a time, and the other way round.
    herd.apply(Cut{alford_welsh}, seconds(2), seconds(1));
    herd.apply(Cut{alford_welsh}, seconds(2));
    CHECK(herd.control.is_steady());
    CHECK(herd.in_force() == "cut Alford-Welsh");
    herd.apply(Cut{alford_welsh}, seconds(2), seconds(1));
    herd.control.on_deadline(at(seconds(3)));
    CHECK(herd.cuts().empty());
}

TEST_CASE("a healed fault does not end once more") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Cut{alford_welsh}, {}, seconds(1));
    herd.apply(Heal{alford_welsh});
    CHECK(herd.control.is_steady());
    herd.apply(Cut{alford_welsh});
    herd.control.on_deadline(at(seconds(2)));
    CHECK(herd.cuts() == "Alford-Welsh");
}

TEST_CASE("a latency that is over gives way to the one before it") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Latency{alford_welsh, milliseconds(50), {}});
    herd.apply(Latency{DirectionName{"Alford", "Welsh"}, milliseconds(10), {}}, {}, seconds(1));
    herd.control.on_deadline(at(seconds(1)));
    CHECK(herd.conditions("Alford", "Welsh").delay == milliseconds(50));
}

TEST_CASE("a flapping link is cut and healed by turns beginning with a cut") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Flap{alford_welsh, milliseconds(100)});
    CHECK(herd.notes() == "set Alford-Welsh: flap every 100ms\nAlford-Welsh goes");
    CHECK(herd.state("Alford", "Welsh").is_flapping);
    CHECK_FALSE(herd.control.is_steady());
    for (int turn = 1; turn <= 6; ++turn) {
        CHECK(herd.control.next_deadline() == at(milliseconds(50) * turn));
        herd.control.on_deadline(at(milliseconds(50) * turn));
        CHECK(herd.notes() == (turn % 2 == 1 ? "Alford-Welsh comes" : "Alford-Welsh goes"));
        CHECK(herd.state("Alford", "Welsh").is_flapping);
    }
    herd.apply(Heal{alford_welsh});
    CHECK(herd.state("Alford", "Welsh") == LinkState());
    CHECK(herd.control.is_steady());
}

TEST_CASE("turns that nobody was there for are left out") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Flap{alford_welsh, milliseconds(100)});
    herd.notes();
    herd.control.on_deadline(at(seconds(3600) + milliseconds(60)));
    CHECK(herd.notes() == "Alford-Welsh comes");
    CHECK(herd.control.next_deadline() == at(seconds(3600) + milliseconds(100)));
    herd.control.on_deadline(at(seconds(3600) + milliseconds(260)));
    CHECK(herd.notes().empty());
}

TEST_CASE("a flap ends with the link healed unless something else cuts it") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Flap{alford_welsh, milliseconds(100)}, {}, milliseconds(110));
    herd.control.on_deadline(at(milliseconds(105)));
    CHECK(herd.cuts() == "Alford-Welsh");
    herd.control.on_deadline(at(milliseconds(110)));
    CHECK(herd.cuts().empty());
    herd.apply(Flap{alford_welsh, milliseconds(100)}, seconds(1), milliseconds(110));
    herd.apply(Cut{alford_welsh}, seconds(1));
    herd.control.on_deadline(at(seconds(2)));
    CHECK(herd.cuts() == "Alford-Welsh");
    CHECK(herd.in_force() == "cut Alford-Welsh");
}

TEST_CASE("a flap that is set again begins anew") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Flap{alford_welsh, milliseconds(100)});
    herd.control.on_deadline(at(milliseconds(50)));
    CHECK(herd.cuts().empty());
    herd.apply(Flap{alford_welsh, milliseconds(100)}, milliseconds(70));
    CHECK(herd.cuts() == "Alford-Welsh");
    CHECK(herd.control.next_deadline() == at(milliseconds(120)));
}

}  // namespace
}  // namespace herd::fault

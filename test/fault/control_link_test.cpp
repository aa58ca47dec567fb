#include "support/alford_welsh.hpp"
#include "support/catch.hpp"
#include "support/fake_target.hpp"

namespace herd::fault {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const DirectionName there{"Alford", "Welsh"};
const DirectionName back{"Welsh", "Alford"};

TEST_CASE("a link is cut and healed and both are told") {
    FaultyHerd herd(test::classic_ring());
    const FaultId id = herd.apply(Cut{alford_welsh});
    CHECK(id == 1);
    CHECK(herd.notes() == "set Alford-Welsh: cut\nAlford-Welsh goes");
    CHECK(herd.cuts() == "Alford-Welsh");
    CHECK(herd.in_force() == "cut Alford-Welsh");
    CHECK(herd.control.is_steady());
    CHECK(herd.control.link_state(herd.link("Alford", "Welsh")).is_cut);
    CHECK(herd.apply(Heal{{"Welsh", "Alford"}}) == 0);
    CHECK(herd.notes() == "lifted Alford-Welsh: cut\nAlford-Welsh comes");
    CHECK(herd.cuts().empty());
    CHECK(herd.in_force().empty());
    CHECK_FALSE(herd.control.lift(id, at({})));
}

TEST_CASE("a link that is cut again from the other end is cut as before") {
    FaultyHerd herd(test::classic_ring());
    const FaultId id = herd.apply(Cut{alford_welsh});
    herd.notes();
    CHECK(herd.apply(Cut{{"Welsh", "Alford"}}) == id);
    CHECK(herd.notes().empty());
    CHECK(herd.in_force() == "cut Alford-Welsh");
}

TEST_CASE("healing what is whole is fine and tells nothing") {
    FaultyHerd herd(test::classic_ring());
    CHECK(herd.apply(Heal{alford_welsh}) == 0);
    CHECK(herd.apply(HealAll{}) == 0);
    CHECK(herd.apply(Resume{"Ball"}) == 0);
    CHECK(herd.notes().empty());
}

TEST_CASE("a fault is lifted by its number alone") {
    FaultyHerd herd(test::classic_ring());
    const FaultId cut = herd.apply(Cut{alford_welsh});
    const FaultId stall = herd.apply(Stall{there});
    CHECK(herd.control.lift(cut, at({})));
    CHECK_FALSE(herd.control.lift(cut, at({})));
    CHECK(herd.in_force() == "stall Alford->Welsh");
    CHECK(herd.control.lift(stall, at({})));
    CHECK_FALSE(herd.control.lift(99, at({})));
    CHECK(herd.state("Alford", "Welsh") == LinkState());
}

TEST_CASE("a reset is set and lifted at once") {
    FaultyHerd herd(test::classic_ring());
    CHECK(herd.apply(Reset{alford_welsh}) == 0);
    CHECK(herd.notes() == "set Alford-Welsh: reset\nreset Alford-Welsh\nlifted Alford-Welsh: reset");
    CHECK(herd.in_force().empty());
}

TEST_CASE("each fault of a link shows in its state") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Refuse{alford_welsh});
    CHECK(herd.state("Alford", "Welsh").is_refused);
    herd.apply(Latency{there, milliseconds(50), milliseconds(10), Distribution::normal});
    CHECK(herd.conditions("Alford", "Welsh").delay == milliseconds(50));
    CHECK(herd.conditions("Alford", "Welsh").jitter == milliseconds(10));
    CHECK(herd.conditions("Alford", "Welsh").distribution == Distribution::normal);
    CHECK(herd.conditions("Welsh", "Alford").is_clear());
    herd.apply(Bandwidth{back, 1000});
    CHECK(herd.conditions("Welsh", "Alford").bytes_per_second == 1000);
    CHECK(herd.conditions("Alford", "Welsh").bytes_per_second == 0);
    herd.apply(Slice{alford_welsh, 3, milliseconds(1)});
    CHECK(herd.conditions("Alford", "Welsh").slice == 3);
    CHECK(herd.conditions("Welsh", "Alford").slice_pause == milliseconds(1));
    herd.apply(CloseAfter{back, 7});
    CHECK(herd.conditions("Welsh", "Alford").close_after == 7U);
    herd.apply(Corrupt{there});
    CHECK(herd.conditions("Alford", "Welsh").corrupts);
    CHECK_FALSE(herd.conditions("Welsh", "Alford").corrupts);
    herd.apply(Stall{alford_welsh});
    CHECK(herd.conditions("Alford", "Welsh").is_stalled);
    CHECK(herd.conditions("Welsh", "Alford").is_stalled);
    CHECK(herd.notes() ==
          "set Alford-Welsh: refuse\n"
          "set Alford-Welsh: latency 50ms +- 10ms normal Alford->Welsh\n"
          "set Welsh-Alford: bandwidth 1000 bytes/s Welsh->Alford\n"
          "set Alford-Welsh: slice 3 bytes every 1ms\n"
          "set Welsh-Alford: close_after 7 bytes Welsh->Alford\n"
          "set Alford-Welsh: corrupt Alford->Welsh\n"
          "set Alford-Welsh: stall");
    herd.apply(Heal{alford_welsh});
    CHECK(herd.state("Alford", "Welsh") == LinkState());
    CHECK(herd.in_force().empty());
}

TEST_CASE("a link is cut while any fault cuts it") {
    FaultyHerd herd(test::classic_ring());
    const FaultId cut = herd.apply(Cut{alford_welsh});
    herd.apply(DropFirst{alford_welsh, 1});
    herd.control.lift(cut, at({}));
    CHECK(herd.cuts() == "Alford-Welsh");
    herd.control.on_dropped(herd.link("Alford", "Welsh"), at({}));
    CHECK(herd.cuts().empty());
}

TEST_CASE("of two latencies the later one counts and the earlier one comes back") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Latency{alford_welsh, milliseconds(50), {}});
    const FaultId id = herd.apply(Latency{there, milliseconds(10), {}});
    CHECK(herd.conditions("Alford", "Welsh").delay == milliseconds(10));
    CHECK(herd.conditions("Welsh", "Alford").delay == milliseconds(50));
    // Set again, the one for both directions is the later one.
    herd.apply(Latency{alford_welsh, milliseconds(20), {}});
    CHECK(herd.conditions("Alford", "Welsh").delay == milliseconds(20));
    CHECK(herd.in_force() == "latency Alford->Welsh 10ms; latency Alford-Welsh 20ms");
    herd.apply(Latency{there, milliseconds(5), {}});
    CHECK(herd.conditions("Alford", "Welsh").delay == milliseconds(5));
    CHECK_FALSE(herd.control.lift(id, at({})));
}

TEST_CASE("the same kind of fault at the same place replaces the first") {
    FaultyHerd herd(test::classic_ring());
    const FaultId first = herd.apply(Bandwidth{alford_welsh, 1000});
    herd.notes();
    const FaultId second = herd.apply(Bandwidth{alford_welsh, 2000});
    CHECK(second != first);
    CHECK(herd.notes() ==
          "lifted Alford-Welsh: bandwidth 1000 bytes/s\nset Alford-Welsh: bandwidth 2000 bytes/s");
    CHECK(herd.in_force() == "bandwidth Alford-Welsh 2000 bytes/s");
}

TEST_CASE("a stall of one direction stays when the other one is lifted") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Stall{there});
    const FaultId other = herd.apply(Stall{back});
    CHECK(herd.conditions("Welsh", "Alford").is_stalled);
    herd.control.lift(other, at({}));
    CHECK(herd.conditions("Alford", "Welsh").is_stalled);
    CHECK_FALSE(herd.conditions("Welsh", "Alford").is_stalled);
}

TEST_CASE("so many messages are dropped and then the link is healed") {
    FaultyHerd herd(test::classic_ring());
    const LinkIndex index = herd.link("Alford", "Welsh");
    herd.control.on_dropped(index, at({}));
    herd.apply(DropFirst{alford_welsh, 3});
    herd.control.on_dropped(index, at({}));
    herd.control.on_dropped(herd.link("Ball", "Welsh"), at({}));
    // Set again, it counts from the beginning.
    herd.apply(DropFirst{alford_welsh, 3});
    herd.notes();
    herd.control.on_dropped(index, at({}));
    herd.control.on_dropped(index, at({}));
    CHECK(herd.notes().empty());
    CHECK(herd.cuts() == "Alford-Welsh");
    herd.control.on_dropped(index, at({}));
    CHECK(herd.notes() == "lifted Alford-Welsh: drop_first 3 messages\nAlford-Welsh comes");
}

TEST_CASE("a corruption and a close are spent each by itself") {
    FaultyHerd herd(test::classic_ring());
    const LinkIndex index = herd.link("Alford", "Welsh");
    herd.apply(Corrupt{there});
    herd.apply(CloseAfter{alford_welsh, 100});
    // Nothing was to happen to what leaves Welsh, but the close.
    herd.control.on_spent(index, 1, Control::Spent::corrupt, at({}));
    CHECK(herd.in_force() == "corrupt Alford->Welsh; close_after Alford-Welsh 100 bytes");
    herd.control.on_spent(index, 0, Control::Spent::corrupt, at({}));
    CHECK(herd.in_force() == "close_after Alford-Welsh 100 bytes");
    CHECK_FALSE(herd.conditions("Alford", "Welsh").corrupts);
    herd.control.on_spent(index, 1, Control::Spent::close_after, at({}));
    CHECK(herd.in_force().empty());
    CHECK(herd.state("Alford", "Welsh") == LinkState());
    herd.control.on_spent(index, 1, Control::Spent::close_after, at({}));
}

TEST_CASE("of two faults that wait for bytes the one that counts is spent") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(CloseAfter{alford_welsh, 100});
    herd.apply(CloseAfter{there, 10});
    herd.control.on_spent(herd.link("Alford", "Welsh"), 0, Control::Spent::close_after, at({}));
    CHECK(herd.in_force() == "close_after Alford-Welsh 100 bytes");
    CHECK(herd.conditions("Alford", "Welsh").close_after == 100U);
}

TEST_CASE("a close that is set again counts its bytes from the beginning") {
    FaultyHerd herd(test::classic_ring());
    Shaper shaper(1);
    herd.target.watch_link = [&](LinkIndex, const LinkState& state) {
        shaper.set(state.conditions[0], at({}));
    };
    herd.apply(CloseAfter{there, 3});
    shaper.push("ab", at({}));
    std::string out;
    shaper.take(at({}), out);
    herd.apply(CloseAfter{there, 3});
    shaper.push("cdef", at({}));
    shaper.take(at({}), out);
    CHECK(out == "abcde");
    CHECK(shaper.wants_close());
}

TEST_CASE("a refused fault changes nothing") {
    FaultyHerd herd(test::classic_ring());
    CHECK(herd.refusal(Cut{{"Alford", "Ball"}}) ==
          "cut: no link between 'Alford' and 'Ball'; Alford has links to Hamilton, Welsh");
    CHECK(herd.refusal(Heal{alford_welsh}, seconds(1)) == "heal: ends by itself and cannot be for a time");
    CHECK(herd.refusal(Bandwidth{alford_welsh, 0}) == "bandwidth: rate is 0; it is from 1 to 1073741824");
    CHECK(herd.notes().empty());
    CHECK(herd.in_force().empty());
}

}  // namespace
}  // namespace herd::fault

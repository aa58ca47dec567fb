#include "support/catch.hpp"
#include "support/fake_target.hpp"

namespace herd::fault {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_CASE("a server is stopped and started and its own events tell of it") {
    FaultyHerd herd(test::classic_ring());
    CHECK(herd.apply(Stop{"Ball"}) != 0);
    CHECK(herd.notes() == "stop Ball");
    CHECK(herd.in_force() == "stop Ball");
    CHECK(herd.apply(Start{"Ball"}) == 0);
    CHECK(herd.notes() == "start Ball");
    CHECK(herd.in_force().empty());
    CHECK(herd.apply(Start{"Ball"}) == 0);
    CHECK(herd.notes() == "start Ball");
}

TEST_CASE("a server that stops may still crash") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Stop{"Ball"});
    herd.apply(Crash{"Ball"});
    CHECK(herd.notes() == "stop Ball\ncrash Ball");
    CHECK(herd.in_force() == "crash Ball");
}

TEST_CASE("a stop or crash that lasts is started again") {
    for (const Action& action : {Action(Stop{"Ball"}), Action(Crash{"Ball"})}) {
        FaultyHerd herd(test::classic_ring());
        herd.apply(action, {}, seconds(2));
        herd.notes();
        CHECK_FALSE(herd.control.is_steady());
        CHECK(herd.control.next_deadline() == at(seconds(2)));
        herd.control.on_deadline(at(seconds(2) - nanoseconds(1)));
        CHECK(herd.notes().empty());
        herd.control.on_deadline(at(seconds(2)));
        CHECK(herd.notes() == "start Ball");
        CHECK(herd.control.is_steady());
        CHECK(herd.in_force().empty());
    }
}

TEST_CASE("a server that was started by hand is not started again") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Crash{"Ball"}, {}, seconds(2));
    herd.apply(Start{"Ball"}, seconds(1));
    herd.notes();
    herd.control.on_deadline(at(seconds(3)));
    CHECK(herd.notes().empty());
}

TEST_CASE("a later stop replaces the time of an earlier one") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Stop{"Ball"}, {}, seconds(2));
    herd.apply(Crash{"Ball"}, seconds(1));
    herd.notes();
    herd.control.on_deadline(at(seconds(9)));
    CHECK(herd.notes().empty());
    CHECK(herd.in_force() == "crash Ball");
}

TEST_CASE("a server is paused and resumed") {
    FaultyHerd herd(test::classic_ring());
    const FaultId id = herd.apply(Pause{"Ball"});
    CHECK(herd.notes() == "set Ball: paused\npause Ball");
    CHECK(herd.apply(Pause{"Ball"}) == id);
    CHECK(herd.notes().empty());
    herd.apply(Resume{"Ball"});
    CHECK(herd.notes() == "lifted Ball: paused\nresume Ball");
    herd.apply(Pause{"Ball"}, {}, seconds(1));
    // Paused for longer: it is the same pause.
    herd.apply(Pause{"Ball"}, {}, seconds(2));
    herd.control.on_deadline(at(seconds(1)));
    CHECK(herd.notes() == "set Ball: paused\npause Ball");
    herd.control.on_deadline(at(seconds(2)));
    CHECK(herd.notes() == "lifted Ball: paused\nresume Ball");
}

TEST_CASE("a server that stops or crashes is not paused any more") {
    for (const Action& action : {Action(Stop{"Ball"}), Action(Crash{"Ball"})}) {
        FaultyHerd herd(test::classic_ring());
        herd.apply(Pause{"Ball"}, {}, seconds(1));
        herd.notes();
        herd.apply(action);
        const std::string verb = format_verb(action);
        CHECK(herd.notes() == "lifted Ball: paused\n" + verb + " Ball");
        CHECK(herd.in_force() == verb + " Ball");
        herd.control.on_deadline(at(seconds(2)));
        CHECK(herd.notes().empty());
    }
}

TEST_CASE("a server that does not run is not paused") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Crash{"Ball"});
    CHECK(herd.refusal(Pause{"Ball"}) == "pause: 'Ball' does not run; start it first");
    herd.apply(Start{"Ball"});
    CHECK(herd.refusal(Pause{"Ball"}).empty());
}

TEST_CASE("a clock is set wrong and right again") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Clock{"Ball", seconds(-2), 0});
    CHECK(herd.notes() == "set Ball: clock -2s\nclock Ball -2s +0ppm");
    herd.apply(Clock{"Ball", seconds(-2), 0});
    CHECK(herd.notes().empty());
    herd.apply(Clock{"Ball", seconds(3), 200});
    CHECK(herd.notes() == "lifted Ball: clock -2s\nset Ball: clock +3s +200ppm\nclock Ball +3s +200ppm");
    // It drifts from now on.
    herd.apply(Clock{"Ball", seconds(3), 200});
    CHECK(herd.notes() ==
          "lifted Ball: clock +3s +200ppm\nset Ball: clock +3s +200ppm\nclock Ball +3s +200ppm");
    CHECK(herd.apply(Clock{"Ball", {}, 0}) == 0);
    CHECK(herd.notes() == "lifted Ball: clock +3s +200ppm\nclock Ball +0s +0ppm");
    CHECK(herd.apply(Clock{"Ball", {}, 0}) == 0);
    CHECK(herd.notes().empty());
}

TEST_CASE("a clock that is wrong for a time is set right") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Clock{"Ball", seconds(-2), 0}, {}, milliseconds(500));
    herd.notes();
    herd.control.on_deadline(at(milliseconds(500)));
    CHECK(herd.notes() == "lifted Ball: clock -2s\nclock Ball +0s +0ppm");
}

TEST_CASE("healing all resumes servers and sets clocks right and leaves the stopped ones") {
    FaultyHerd herd(test::classic_ring());
    herd.apply(Pause{"Ball"});
    herd.apply(Clock{"Welsh", seconds(1), 0});
    herd.apply(Stop{"Alford"});
    herd.apply(Crash{"Hamilton"}, {}, seconds(1));
    herd.notes();
    herd.apply(HealAll{});
    CHECK(herd.notes() == "lifted Ball: paused\nresume Ball\nlifted Welsh: clock +1s\nclock Welsh +0s +0ppm");
    CHECK(herd.in_force() == "stop Alford; crash Hamilton, for 1s");
    herd.control.on_deadline(at(seconds(1)));
    CHECK(herd.notes() == "start Hamilton");
}

TEST_CASE("a pause is lifted by its number") {
    FaultyHerd herd(test::classic_ring());
    const FaultId pause = herd.apply(Pause{"Ball"});
    const FaultId stop = herd.apply(Stop{"Welsh"});
    herd.notes();
    CHECK(herd.control.lift(pause, at({})));
    CHECK(herd.control.lift(stop, at({})));
    CHECK(herd.notes() == "lifted Ball: paused\nresume Ball\nstart Welsh");
}

}  // namespace
}  // namespace herd::fault

// Playing scenarios on a stage that does as it is told.

#include "scenario/play.hpp"

#include "support/fake_stage.hpp"
#include "support/reading.hpp"
#include "trace/simulated_herd.hpp"

namespace herd::scenario {
namespace {

using test::FakeStage;
using test::SimulatedHerd;

/// The trace of an update that spread on the classic ring.
trace::Trace ring_trace() {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "1");
    herd.settle();
    return herd.trace();
}

/// Plays steps on a stage.
Verdict play_on(FakeStage& stage, const std::string& steps) {
    return play(scenario_of(steps), stage);
}

/// The failure of steps that fail.
Failure failure_of(FakeStage& stage, const std::string& steps) {
    const auto verdict = play_on(stage, steps);
    CHECK(verdict.outcome == Outcome::failed);
    REQUIRE(verdict.failure);
    return *verdict.failure;
}

TEST_CASE("steps are played in their order and a good scenario passes") {
    FakeStage stage;
    Lines shown;
    PlayOptions options;
    options.on_step = [&](std::size_t step) { shown.push_back(std::to_string(step)); };
    const auto scenario = scenario_of(
        "[[step]]\ncut = [\"Alford\", \"Welsh\"]\n"
        "[[step]]\nsend = \"a\"\nto = \"Ball\"\n"
        "[[step]]\nrace = [{ send = \"b\", to = \"Ball\" }, { send = \"c\", to = \"Welsh\", within = \"20s\" "
        "}]\n"
        "[[step]]\nsettle = \"1s\"\n"
        "[[step]]\nquiet = \"2s\"\n"
        "[[step]]\nlifted = \"3s\"\n"
        "[[step]]\nwait = \"4ms\"\n");
    const auto verdict = play(scenario, stage, options);
    CHECK(verdict.outcome == Outcome::passed);
    CHECK_FALSE(verdict.failure);
    CHECK(verdict.steps == 7);
    CHECK(verdict.left_out == 0);
    CHECK(stage.done == Lines{"cut Alford-Welsh", "send Ball: a within 10s",
                              "send Ball: b | Welsh: c within 20s", "settle 1s", "quiet 2s", "lifted 3s",
                              "wait 4ms"});
    CHECK(shown == Lines{"0", "1", "2", "3", "4", "5", "6"});
}

TEST_CASE("playing stops at the first step that fails") {
    FakeStage stage;
    const auto failure = failure_of(stage,
                                    "[[step]]\nwait = \"1ms\"\n"
                                    "[[step]]\nsend = \"a\"\nto = \"Ball\"\nexpect = \"AT *\"\n"
                                    "[[step]]\nwait = \"2ms\"\n");
    CHECK(failure.line == 3);
    CHECK(failure.step == "send 'a' to Ball");
    CHECK(stage.done.size() == 2);
}

TEST_CASE("an answer that is not as expected is shown below what was") {
    FakeStage stage;
    stage.answers["a"] = "AT Ball 1 2\n";
    const auto failure =
        failure_of(stage, "[[step]]\nsend = \"a\"\nto = \"Ball\"\nexpect = \"AT Alford * 2\"\n");
    CHECK(format_failure(failure) ==
          "line 1: send 'a' to Ball: Ball answered something else: field 2 differs\n"
          "expected  AT Alford * 2\n"
          "seen      AT Ball   1 2\n"
          "             ^^^^^^");
    CHECK(failure.expected == Lines{"AT Alford * 2"});
    CHECK(failure.seen == Lines{"AT Ball 1 2"});
}

TEST_CASE("an answer that does not come fails its step whether it is expected or not") {
    FakeStage stage;
    stage.answers["a"] = unexpected(std::string("Ball: no answer in time"));
    CHECK(failure_of(stage, "[[step]]\nsend = \"a\"\nto = \"Ball\"\n").why == "Ball: no answer in time");
    CHECK(play_on(stage, "[[step]]\nsend = \"a\"\nto = \"Ball\"\nawait = false\n").outcome ==
          Outcome::passed);
}

TEST_CASE("a race tells which client was not answered as expected") {
    FakeStage stage;
    const auto failure = failure_of(stage,
                                    "[[step]]\nrace = [{ send = \"a\", to = \"Ball\", expect = \"? a\" }, "
                                    "{ send = \"b\", to = \"Welsh\", expect = \"? a\" }]\n");
    CHECK(failure.why == "client 2 of the race: Welsh answered something else: field 2 differs");
}

TEST_CASE("what does not settle is a verdict of its own") {
    FakeStage stage;
    stage.unsettled = "3 messages on Alford->Welsh";
    for (const auto* step : {"settle = \"1s\"", "quiet = \"1s\"", "lifted = \"1s\""}) {
        const auto verdict = play_on(stage, "[[step]]\n" + std::string(step));
        CHECK(verdict.outcome == Outcome::unsettled);
        REQUIRE(verdict.failure);
        CHECK(verdict.failure->why == "not within that time: 3 messages on Alford->Welsh");
        CHECK(verdict.failure->line == 1);
    }
}

TEST_CASE("a fault that the stage does not take fails its step") {
    FakeStage stage;
    stage.fault_error = "Ball runs already";
    CHECK(failure_of(stage, "[[step]]\nstart = \"Ball\"\n").why == "Ball runs already");
}

TEST_CASE("steps about the spread of an update look at the newest one") {
    FakeStage stage;
    stage.traced = ring_trace();
    const auto verdict = play_on(stage,
                                 "[[step]]\norder = { client = \"kiwi\", servers = [[\"Alford\"], "
                                 "[\"Hamilton\", \"Welsh\"], [\"Ball\", "
                                 "\"Holiday\"]] }\n"
                                 "[[step]]\nmessages = { client = \"kiwi\", count = 6 }\n"
                                 "[[step]]\nreached = { client = \"kiwi\", servers = [\"Alford\", \"Ball\", "
                                 "\"Hamilton\", \"Holiday\", "
                                 "\"Welsh\"] }\n"
                                 "[[step]]\nhops = { client = \"kiwi\", at = { Alford = 0, Ball = 2 } }\n");
    CHECK(verdict.outcome == Outcome::passed);
}

TEST_CASE("an update that spread in another way comes with its story") {
    FakeStage stage;
    stage.traced = ring_trace();
    const auto failure = failure_of(stage, "[[step]]\nmessages = { client = \"kiwi\", count = 5 }\n");
    CHECK(failure.why == "it spread in another way: kiwi 1");
    CHECK(failure.findings == Lines{"6 messages carried kiwi 1, not 5"});
    CHECK(failure.expected == Lines{"5"});
    CHECK(failure.seen == Lines{"6"});
    CHECK(failure.story.find("Hamilton") != std::string::npos);
    const auto order = failure_of(
        stage, "[[step]]\norder = { client = \"kiwi\", servers = [[\"Alford\", \"Ball\"], [\"Welsh\"]] }\n");
    CHECK(order.expected == Lines{"{Alford, Ball}, Welsh"});
    CHECK(order.seen.at(0).starts_with("Alford, "));
    const auto reached = failure_of(stage, "[[step]]\nreached = { client = \"kiwi\", servers = \"Ball\" }\n");
    CHECK(reached.seen == Lines{"Alford, Ball, Hamilton, Holiday, Welsh"});
    const auto hops = failure_of(stage, "[[step]]\nhops = { client = \"kiwi\", at = { Ball = 1 } }\n");
    CHECK(hops.expected == Lines{"Ball 1"});
}

TEST_CASE("a client that the trace does not know fails the steps about it") {
    FakeStage stage;
    stage.traced = ring_trace();
    const std::string step = "[[step]]\nmessages = { client = \"emu\", count = 0 }\n";
    CHECK(failure_of(stage, step).why == "the trace knows of no update of emu");
    stage.traced.dropped = 3;
    CHECK(failure_of(stage, step).why ==
          "the trace knows of no update of emu; it has lost its first 3 events");
}

TEST_CASE("an update whose beginning the trace has lost cannot be judged") {
    FakeStage stage;
    stage.traced = ring_trace();
    stage.traced.dropped = 1;
    std::erase_if(stage.traced.events,
                  [](const trace::Event& event) { return event.kind == trace::Kind::received; });
    const auto verdict = play_on(stage, "[[step]]\nmessages = { client = \"kiwi\", count = 6 }\n");
    REQUIRE(verdict.failure);
    CHECK(verdict.failure->why.find("the trace has lost its first 1 events") != std::string::npos);
    CHECK(verdict.notes.size() == 1);
}

TEST_CASE("running servers have to hold the same record") {
    FakeStage stage;
    const std::string step = "[[step]]\nconverged = \"kiwi\"\n";
    CHECK(failure_of(stage, step).findings == Lines{"no server has a record"});
    for (const auto& server : stage.names) stage.records[server] = "AT Alford 1";
    CHECK(play_on(stage, step).outcome == Outcome::passed);
    stage.records.erase("Ball");
    const auto failure = failure_of(stage, step);
    CHECK(failure.findings ==
          Lines{"Alford, Hamilton, Holiday and Welsh have a record", "Ball has no record"});
    CHECK(failure.seen.at(1) == "Ball: no record");
    stage.stopped.insert("Ball");
    CHECK(play_on(stage, step).outcome == Outcome::passed);
    stage.record_error = "Alford: Connection refused";
    CHECK(failure_of(stage, step).why == "Alford: Connection refused");
}

TEST_CASE("a record is compared field by field") {
    FakeStage stage;
    stage.records["Ball"] = "AT Alford +0.1 kiwi +1+1 1";
    stage.traced = ring_trace();
    const auto step = [](const std::string& line) {
        return "[[step]]\nrecord = { client = \"kiwi\", at = \"Ball\", line = \"" + line + "\" }\n";
    };
    CHECK(play_on(stage, step("AT Alford * kiwi +1+1 1")).outcome == Outcome::passed);
    const auto failure = failure_of(stage, step("AT Welsh * kiwi +1+1 1"));
    CHECK(failure.why == "Ball has another record");
    CHECK(failure.mark.find("^^^^^^") != std::string::npos);
    CHECK_FALSE(failure.story.empty());
    stage.records.clear();
    CHECK(failure_of(stage, step("AT Welsh * kiwi +1+1 1")).why == "Ball has no record");
}

TEST_CASE("absent is a record that nobody of these has") {
    FakeStage stage;
    stage.records["Ball"] = "AT Alford 1";
    CHECK(
        play_on(stage, "[[step]]\nabsent = { client = \"kiwi\", at = [\"Alford\", \"Welsh\"] }\n").outcome ==
        Outcome::passed);
    const auto failure =
        failure_of(stage, "[[step]]\nabsent = { client = \"kiwi\", at = [\"Alford\", \"Ball\"] }\n");
    CHECK(failure.findings == Lines{"Ball has a record"});
    CHECK(failure.seen == Lines{"Ball: AT Alford 1"});
}

TEST_CASE("without fault control a scenario with faults is skipped whole") {
    FakeStage stage;
    stage.abilities = {FakeStage::Ability::trace};
    const auto verdict = play_on(stage, "[[step]]\nwait = \"1s\"\n[[step]]\nheal = \"all\"\n");
    CHECK(verdict.outcome == Outcome::skipped);
    CHECK(verdict.reason == "needs fault control");
    CHECK(stage.done.empty());
}

TEST_CASE("without a trace the steps about one are left out and counted") {
    FakeStage stage;
    stage.abilities = {};
    const std::string messages = "[[step]]\nmessages = { client = \"kiwi\", count = 6 }\n";
    const auto verdict = play_on(stage, "[[step]]\nwait = \"1s\"\n" + messages + messages);
    CHECK(verdict.outcome == Outcome::passed);
    CHECK(verdict.left_out == 2);
    CHECK(verdict.notes == Lines{"2 of 3 steps left out: need a trace"});
    CHECK(play_on(stage, messages).outcome == Outcome::skipped);
    CHECK(play_on(stage, messages).reason == "every step needs a trace");
}

TEST_CASE("a herd that breaks a rule fails although its steps passed") {
    FakeStage stage;
    stage.traced = ring_trace();
    for (const auto& event : stage.traced.events) {
        if (event.kind != trace::Kind::forwarded) continue;
        stage.traced.events.push_back(trace::Event(event));
        stage.traced.events.back().lamport = 1000;
        break;
    }
    const auto failure = failure_of(stage, "[[step]]\nsettle = \"1s\"\n");
    CHECK(failure.line == 0);
    CHECK(failure.why == "the herd broke a rule that always holds");
    REQUIRE(failure.findings.size() == 1);
    CHECK(failure.findings[0].find("a second time") != std::string::npos);
    // Worse than not settling, and told beside it.
    stage.unsettled = "something is in flight";
    const auto both = failure_of(stage, "[[step]]\nsettle = \"1s\"\n");
    CHECK(both.line == 1);
    CHECK(both.findings.size() == 1);
}

}  // namespace
}  // namespace herd::scenario

// Scenarios that clients of the control API want played.

#include "control/runs.hpp"

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "places/json_value.hpp"
#include "served_herd.hpp"
#include "support/catch.hpp"
#include "support/patience.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

using namespace test;
using places::JsonDocument;

constexpr std::string_view good_scenario = R"(name = "an update goes round"
[[step]]
send = "IAMAT kiwi +34.1-118.4 1700000000.0"
to = "Alford"
[[step]]
settle = "20s"
[[step]]
converged = "kiwi"
)";

constexpr std::string_view long_scenario = R"([[step]]
wait = "1h"
)";

/// Its client waits for an answer that does not come.
constexpr std::string_view stuck_scenario = R"([[step]]
pause = "Alford"
[[step]]
send = "IAMAT kiwi +34.1-118.4 1700000000.0"
to = "Alford"
within = "1h"
)";

JsonDocument parse_run_reply(const Reply& reply) {
    auto document = JsonDocument::parse(reply.body);
    if (!document) throw std::runtime_error("no JSON: " + reply.body);
    return std::move(*document);
}

std::string order_run(std::string_view scenario, std::string_view more = {}) {
    std::string body = "{\"scenario\":";
    trace::append_json_string(scenario, body);
    return body + std::string(more) + "}";
}

RunOrder make_order(std::string_view scenario, RunMode mode = RunMode::live) {
    auto parsed = parse_run(scenario);
    if (!parsed) throw std::runtime_error(parsed.error().detail);
    RunOrder order;
    order.scenario = std::move(*parsed);
    order.mode = mode;
    return order;
}

bool await_state(const Runs& runs, std::uint64_t id, RunState state) {
    return eventually([&] { return runs.find(id)->state == state; });
}

TEST_CASE("a scenario is played beside the herd, live or simulated") {
    ServedHerd served;
    const auto mode = GENERATE(std::string("live"), std::string("sim"));
    const auto ordered =
        served.post("/v1/runs", order_run(good_scenario, ",\"mode\":\"" + mode + "\",\"seed\":7"));
    REQUIRE(ordered.status == 202);
    const auto place = ordered.header("location");
    CHECK(place == "/v1/runs/1");
    REQUIRE(eventually([&] { return parse_run_reply(served.get(place)).root()["state"].text() == "done"; }));
    const auto run = parse_run_reply(served.get(place));
    CHECK(run.root()["name"].text() == "an update goes round");
    CHECK(run.root()["mode"].text() == mode);
    CHECK(run.root()["seed"].number() == 7);
    CHECK(run.root()["steps"].number() == 3);
    CHECK(run.root()["verdict"].text() == "passed");
    CHECK(run.root()["report"]["verdict"].text() == "passed");
    CHECK(run.root()["report"]["steps"].number() == 3);
    const auto list = parse_run_reply(served.get("/v1/runs"));
    REQUIRE(list.root()["runs"].size() == 1);
    CHECK(list.root()["runs"].at(0)["verdict"].text() == "passed");
    CHECK_FALSE(list.root()["runs"].at(0)["report"].is_there());
    // The herd that is served knows nothing of it.
    CHECK(served.herd().record("Alford", "kiwi").empty());
    CHECK(served.ask("DELETE", place).status == 409);
    CHECK(served.get("/v1/runs/2").status == 404);
    CHECK(served.get("/v1/runs/x").status == 404);
}

TEST_CASE("a scenario that does not go as expected says why") {
    Runs runs;
    const auto run =
        runs.add(make_order("name = \"wrong\"\n[[step]]\nabsent = { client = \"kiwi\", at = \"Ball\" }\n"
                            "[[step]]\nreached = { client = \"kiwi\", servers = \"Ball\" }\n",
                            RunMode::sim));
    REQUIRE(run);
    REQUIRE(await_state(runs, run->id, RunState::done));
    const auto played = runs.find(run->id)->played;
    REQUIRE(played);
    CHECK(played->verdict.outcome == scenario::Outcome::failed);
    REQUIRE(played->verdict.failure);
    CHECK(played->verdict.failure->line == 4);
    CHECK(runs.find(run->id)->step == 2);
}

TEST_CASE("every fault of a scenario is told, with its line") {
    ServedHerd served;
    const auto refused = served.post("/v1/runs", order_run("[[step]]\ncut = [\"Alford\", \"Ball\"]\n"
                                                           "[[step]]\nsned = \"x\"\n"
                                                           "[herd]\nsecret_file = \"/etc/passwd\"\n"));
    CHECK(refused.status == 422);
    CHECK(refused.header("content-type") == "application/problem+json");
    const auto problem = parse_run_reply(refused);
    REQUIRE(problem.root()["errors"].size() == 3);
    CHECK(problem.root()["errors"].at(0).text() ==
          "line 2: step.cut: no link between 'Alford' and 'Ball'; Alford has links to Hamilton, Welsh");
    CHECK(problem.root()["errors"].at(1).text() ==
          "line 4: step.sned: unknown key 'sned'; did you mean 'send'?");
    CHECK(problem.root()["errors"].at(2).text() ==
          "line 6: herd.secret_file: names a file, which a scenario from elsewhere cannot read");
    CHECK(served.post("/v1/runs", order_run("herd = \"/etc/passwd\"\n[[step]]\nsettle = \"1s\"\n")).status ==
          422);
    CHECK(served.post("/v1/runs").status == 400);
    CHECK(served.post("/v1/runs", R"({"scenario":1})").status == 400);
    CHECK(served.post("/v1/runs", order_run(good_scenario, ",\"mode\":\"dry\"")).status == 400);
    CHECK(served.post("/v1/runs", order_run(good_scenario, ",\"seed\":-1")).status == 400);
    CHECK(served.post("/v1/runs", order_run(good_scenario, ",\"sede\":1")).status == 400);
    CHECK(parse_run_reply(served.get("/v1/runs")).root()["runs"].size() == 0);
}

TEST_CASE("a scenario that is too large to be played beside a herd is refused") {
    std::string servers = "[servers]\n";
    for (int i = 0; i < 65; ++i) servers += "S" + std::to_string(i) + " = {}\n";
    std::string steps;
    for (int i = 0; i < 1001; ++i) steps += "[[step]]\nwait = \"1ms\"\n";
    std::string clients;
    for (int i = 0; i < 501; ++i) clients += "[[step]]\nsend = \"x\"\nto = \"Ball\"\nawait = false\n";
    for (const auto& text :
         {servers + "[topology]\nS0 = [\"S1\"]\n[[step]]\nsettle = \"1s\"\n", steps, clients}) {
        const auto refused = parse_run(text);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().status == 422);
        CHECK(refused.error().detail.find("a run has at most") != std::string::npos);
    }
}

TEST_CASE("runs wait in a queue that is bounded, and those that wait can be cancelled") {
    Runs runs;
    const auto first = runs.add(make_order(long_scenario));
    REQUIRE(first);
    REQUIRE(await_state(runs, first->id, RunState::running));
    for (std::size_t i = 0; i < Runs::most_waiting; ++i) REQUIRE(runs.add(make_order(long_scenario)));
    const auto refused = runs.add(make_order(long_scenario));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().status == 429);
    const auto last = runs.list().back().id;
    CHECK(runs.cancel(last));
    CHECK(runs.find(last)->state == RunState::cancelled);
    CHECK(runs.cancel(last).error().status == 409);
    CHECK(runs.add(make_order(long_scenario)));
    CHECK(runs.cancel(1000).error().status == 404);
}

TEST_CASE("a run that is played is given up when it is cancelled, whatever it waits for") {
    const auto scenario = GENERATE(long_scenario, stuck_scenario);
    Runs runs;
    const auto stuck = runs.add(make_order(scenario));
    const auto next = runs.add(make_order(good_scenario, RunMode::sim));
    REQUIRE(stuck);
    REQUIRE(next);
    REQUIRE(await_state(runs, stuck->id, RunState::running));
    CHECK(runs.cancel(stuck->id));
    CHECK(runs.find(stuck->id)->state == RunState::cancelled);
    CHECK(await_state(runs, next->id, RunState::done));
    CHECK(runs.find(next->id)->played->verdict.outcome == scenario::Outcome::passed);
}

TEST_CASE("a run that takes too long has not settled") {
    const auto mode = GENERATE(RunMode::live, RunMode::sim);
    Runs runs(std::chrono::milliseconds(1));
    const auto run = runs.add(make_order(long_scenario, mode));
    REQUIRE(run);
    REQUIRE(await_state(runs, run->id, RunState::done));
    const auto played = runs.find(run->id)->played;
    REQUIRE(played);
    CHECK(played->verdict.outcome == scenario::Outcome::unsettled);
    REQUIRE(played->verdict.failure);
    CHECK(played->verdict.failure->why.find("was given up") != std::string::npos);
}

TEST_CASE("the last runs are kept") {
    Runs runs;
    std::uint64_t last = 0;
    for (std::size_t i = 0; i < Runs::most_kept + 2; ++i) {
        const auto run = runs.add(make_order("[[step]]\nwait = \"1ms\"\n", RunMode::sim));
        REQUIRE(run);
        last = run->id;
        REQUIRE(await_state(runs, last, RunState::done));
    }
    CHECK(runs.list().size() == Runs::most_kept);
    CHECK(runs.list().front().id == 3);
    CHECK(runs.list().back().id == last);
    CHECK(runs.find(1).error().status == 404);
}

}  // namespace
}  // namespace herd::control

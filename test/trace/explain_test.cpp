// Why servers have a client's newest record or not.

#include "trace/explain.hpp"

#include <algorithm>

#include <rapidjson/document.h>

#include "simulated_herd.hpp"
#include "support/catch.hpp"

namespace herd::trace {
namespace {

using namespace std::chrono_literals;
using test::SimulatedHerd;
using Has = ServerExplanation::Has;

/// What is said of a server, and whether it has the record.
struct Said {
    Has has;
    std::string why;  // a line each
};

Said explain_server(const Trace& trace, std::string_view client, std::string_view server) {
    const auto explanation = explain(trace, client);
    REQUIRE(explanation);
    const auto at = std::find(trace.servers.begin(), trace.servers.end(), server) - trace.servers.begin();
    const auto& found = explanation->servers[static_cast<std::size_t>(at)];
    std::string why;
    for (const auto& line : found.why) why += line + "\n";
    return {found.has, why};
}

bool has_text(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST_CASE("a first delivery is explained by its way and its duplicates") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    const auto alford = explain_server(herd.trace(), "kiwi", "Alford");
    CHECK(alford.has == Has::newest);
    CHECK(alford.why == "received it from a client\n");
    const auto ball = explain_server(herd.trace(), "kiwi", "Ball");
    CHECK(ball.has == Has::newest);
    CHECK(ball.why ==
          "first delivery at hop 2 by way of Welsh, 0.108 ms after Alford received it\n"
          "duplicate from Holiday 0.046 ms later\n");
}

TEST_CASE("a cut explains who missed an update and what was lost") {
    auto herd = SimulatedHerd::ring();
    herd.cut("Alford", "Welsh");
    herd.run(1s);
    herd.send("Alford", "kiwi", "5");
    herd.run(120us);  // Holiday has sent it to Ball
    herd.cut("Ball", "Holiday");
    herd.settle();
    const auto ball = explain_server(herd.trace(), "kiwi", "Ball");
    CHECK(ball.has == Has::nothing);
    CHECK(ball.why ==
          "Holiday sent it at +0.102 ms, but it was lost: the link Ball-Holiday is down since +0.122 ms "
          "(cut)\nWelsh has not got it either\n");
    const auto welsh = explain_server(herd.trace(), "kiwi", "Welsh");
    CHECK(welsh.has == Has::nothing);
    CHECK(welsh.why ==
          "missed it from Alford: the link Alford-Welsh is down since -1000.001 ms (cut)\n"
          "Ball has not got it either\n");

    herd.heal("Alford", "Welsh");
    herd.settle();
    const auto healed = explain_server(herd.trace(), "kiwi", "Welsh");
    CHECK(healed.has == Has::newest);
    CHECK(has_text(healed.why, "got it late, in a resync from Alford, "));
    CHECK(has_text(healed.why, "the link Alford-Welsh was down from -1000.001 ms to +"));
    const auto late = explain_server(herd.trace(), "kiwi", "Ball");
    CHECK(has_text(late.why, "first delivery at hop 2 by way of Welsh, "));
    CHECK(has_text(late.why, "Holiday sent it at +0.102 ms, but it was lost: the link Ball-Holiday is down"));
}

TEST_CASE("a server that has an older record is told to") {
    auto herd = SimulatedHerd::ring();
    herd.send("Ball", "kiwi", "5");
    herd.settle();
    herd.stall("Alford", "Welsh");
    herd.cut("Ball", "Welsh");
    herd.send("Alford", "kiwi", "6");
    herd.settle();
    const auto welsh = explain_server(herd.trace(), "kiwi", "Welsh");
    CHECK(welsh.has == Has::older);
    CHECK(has_text(welsh.why, "has an older one: 5, which Ball received\n"));
    CHECK(has_text(welsh.why, "Alford sent it at +0.003 ms, and it is held up: stall on Alford-Welsh\n"));
    CHECK(has_text(welsh.why, "missed it from Ball: the link Ball-Welsh is down since "));

    herd.release("Alford", "Welsh");
    herd.settle();
    const auto released = explain_server(herd.trace(), "kiwi", "Welsh");
    CHECK(released.has == Has::newest);
    CHECK(has_text(released.why, "under way for "));
    CHECK(has_text(released.why, ": stall on Alford-Welsh\n"));
}

TEST_CASE("servers that do not run are told to and what they had") {
    auto herd = SimulatedHerd::ring();
    herd.stop("Welsh");
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    herd.crash("Hamilton");
    herd.settle();
    const auto welsh = explain_server(herd.trace(), "kiwi", "Welsh");
    CHECK(welsh.has == Has::nothing);
    CHECK(welsh.why == "stopped at -0.002 ms and was not started again\n");
    const auto hamilton = explain_server(herd.trace(), "kiwi", "Hamilton");
    CHECK(hamilton.has == Has::nothing);
    CHECK(has_text(hamilton.why, "crashed at +"));
    CHECK(has_text(hamilton.why, " and was not started again\nhad the newest one until then\n"));
}

TEST_CASE("a server that crashed has got it again in a resync") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    herd.crash("Holiday");
    herd.run(1s);
    herd.start("Holiday");
    herd.settle();
    const auto holiday = explain_server(herd.trace(), "kiwi", "Holiday");
    CHECK(holiday.has == Has::newest);
    CHECK(has_text(holiday.why, "got it late, in a resync from Ball, 1.001 s after Alford received it\n"));
    CHECK(has_text(holiday.why, "crashed at +"));
    CHECK(has_text(holiday.why, " without memory\n"));
}

TEST_CASE("a server that lost its memory and gets nothing is told so") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    herd.crash("Holiday");
    herd.cut("Ball", "Holiday");
    herd.cut("Hamilton", "Holiday");
    herd.start("Holiday");
    herd.settle();
    const auto holiday = explain_server(herd.trace(), "kiwi", "Holiday");
    CHECK(holiday.has == Has::nothing);
    CHECK(has_text(holiday.why, " without memory, and had it before\n"));
    CHECK(has_text(holiday.why, "missed it from Ball: the link "));
    CHECK(has_text(holiday.why, "missed it from Hamilton: the link "));
}

TEST_CASE("a paused server is told to and so is what waits for it") {
    auto herd = SimulatedHerd::ring();
    herd.pause("Welsh");
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    const auto welsh = explain_server(herd.trace(), "kiwi", "Welsh");
    CHECK(welsh.has == Has::nothing);
    CHECK(has_text(welsh.why, "paused since +0.000 ms\n"));
    CHECK(has_text(welsh.why, "Alford sent it at +0.003 ms, and it is held up: Welsh is paused\n"));
}

TEST_CASE("a neighbour that forgets to forward is found out") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    Trace trace = herd.trace();
    // As if Hamilton and Ball had never sent it to Holiday.
    const auto is_gone = [](const Event& event) {
        const bool is_to_holiday = event.kind == Kind::forwarded && event.peer == 3U;
        return !event.client.empty() && (event.server == 3 || is_to_holiday);
    };
    trace.events.erase(std::remove_if(trace.events.begin(), trace.events.end(), is_gone), trace.events.end());
    const auto holiday = explain_server(trace, "kiwi", "Holiday");
    CHECK(holiday.why ==
          "Ball has it since +0.109 ms and did not send it\n"
          "Hamilton has it since +0.047 ms and did not send it\n");
}

TEST_CASE("a record that was delivered and not kept is told to") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    Trace trace = herd.trace();
    const auto is_kept = [](const Event& event) { return event.kind == Kind::accepted && event.server == 4; };
    trace.events.erase(std::remove_if(trace.events.begin(), trace.events.end(), is_kept), trace.events.end());
    CHECK(has_text(explain_server(trace, "kiwi", "Welsh").why,
                   "heard of it from Alford at +0.051 ms, and did not keep it\n"));
}

TEST_CASE("what was lost because a neighbour did not read is told to") {
    auto herd = SimulatedHerd::ring();
    herd.stall("Alford", "Welsh");
    herd.cut("Ball", "Welsh");
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    Trace trace = herd.trace();
    Event overflow = trace.events.back();
    overflow.kind = Kind::fault_set;
    overflow.server = 0;
    overflow.peer = 4;
    overflow.client.clear();
    overflow.origin.reset();
    overflow.detail = "queue full: dropped, a resync is owed";
    trace.events.push_back(overflow);
    CHECK(has_text(explain_server(trace, "kiwi", "Welsh").why,
                   "Alford sent it at +0.003 ms, but it was lost: queue full: dropped, a resync is owed\n"));
}

TEST_CASE("an explanation as text has a line a reason") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    const auto explanation = explain(herd.trace(), "kiwi");
    REQUIRE(explanation);
    CHECK(
        format_explanation(*explanation, herd.trace()) ==
        "The newest record of kiwi is that of 5, which Alford received.\n"
        "5 of 5 servers have it. Times are since it was received.\n"
        "\n"
        "  Alford    has it  received it from a client\n"
        "  Ball      has it  first delivery at hop 2 by way of Welsh, 0.108 ms after Alford received it\n"
        "                    duplicate from Holiday 0.046 ms later\n"
        "  Hamilton  has it  first delivery at hop 1 by way of Alford, 0.046 ms after Alford received it\n"
        "  Holiday   has it  first delivery at hop 2 by way of Hamilton, 0.100 ms after Alford received it\n"
        "                    duplicate from Ball 0.059 ms later\n"
        "  Welsh     has it  first delivery at hop 1 by way of Alford, 0.051 ms after Alford received it\n");
}

TEST_CASE("an explanation says that the trace has lost its beginning") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    Trace trace = herd.trace();
    trace.dropped = 1;
    const auto explanation = explain(trace, "kiwi");
    REQUIRE(explanation);
    CHECK(format_explanation(*explanation, trace)
              .ends_with("\n\nthe trace has lost the 1 event before its first one\n"));
}

TEST_CASE("an explanation as JSON has what the text has") {
    auto herd = SimulatedHerd::ring();
    herd.cut("Alford", "Welsh");
    herd.cut("Ball", "Welsh");
    herd.send("Alford", "caf\xE9", "5");
    herd.settle();
    const auto explanation = explain(herd.trace(), "caf\xE9");
    REQUIRE(explanation);
    rapidjson::Document json;
    json.Parse(format_explanation_json(*explanation, herd.trace()).c_str());
    REQUIRE_FALSE(json.HasParseError());
    CHECK(std::string(json["client_hex"].GetString()) == "636166e9");
    CHECK(std::string(json["time"].GetString()) == "5");
    CHECK(json["dropped"].GetInt() == 0);
    const auto& servers = json["servers"];
    REQUIRE(servers.Size() == 5);
    CHECK(std::string(servers[1]["server"].GetString()) == "Ball");
    CHECK(std::string(servers[1]["has"].GetString()) == "newest");
    CHECK(servers[1]["hop"].GetInt() == 3);
    CHECK(std::string(servers[1]["from"].GetString()) == "Holiday");
    CHECK(std::string(servers[4]["has"].GetString()) == "nothing");
    CHECK(servers[4]["why"].Size() == 2);
    CHECK_FALSE(servers[4].HasMember("hop"));
}

TEST_CASE("nothing is to be explained of an unknown client") {
    CHECK_FALSE(explain(SimulatedHerd::ring().trace(), "kiwi"));
}

}  // namespace
}  // namespace herd::trace

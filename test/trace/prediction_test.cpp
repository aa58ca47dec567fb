// What an update would have done alone on a whole herd, beside what it did.

#include "trace/prediction.hpp"

#include <algorithm>

#include "simulated_herd.hpp"
#include "support/catch.hpp"

namespace herd::trace {
namespace {

using namespace std::chrono_literals;
using test::SimulatedHerd;
using Reasons = std::vector<Reason>;

Prediction newest(const SimulatedHerd& herd) {
    const auto predictions = predict(herd.trace(), 1);
    REQUIRE(predictions.newest.size() == 1);
    return predictions.newest.front();
}

/// That reasons account for all of a difference, and none of them is a puzzle.
void check_sum(const Figure& figure) {
    std::ptrdiff_t sum = 0;
    for (const auto& reason : figure.reasons) {
        sum += reason.difference;
        INFO(reason.why);
        CHECK(reason.why.find("no reason") == std::string::npos);
    }
    CHECK(sum ==
          static_cast<std::ptrdiff_t>(figure.measured) - static_cast<std::ptrdiff_t>(figure.predicted));
}

void check_sums(const Prediction& prediction) {
    check_sum(prediction.messages);
    check_sum(prediction.servers);
    check_sum(prediction.resyncs);
}

TEST_CASE("an update that is alone on a whole herd does as predicted") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    const auto prediction = newest(herd);
    CHECK(holds(prediction));
    CHECK(prediction.messages.predicted == 6);
    CHECK(prediction.messages.measured == 6);
    CHECK(prediction.worst_hops.measured == 2);
    CHECK(prediction.servers.measured == 5);
    CHECK_FALSE(prediction.on_links_up);
    CHECK(format_predictions(predict(herd.trace(), 1), herd.trace()) ==
          "updates: 1\n"
          "  kiwi 5 at Alford: as predicted, 6 messages, worst hops 2, 5 servers\n");
}

TEST_CASE("a link that was cut takes its messages and makes the way longer") {
    auto herd = SimulatedHerd::ring();
    herd.cut("Alford", "Welsh");
    herd.settle();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    const auto prediction = newest(herd);
    CHECK(prediction.messages.predicted == 6);
    CHECK(prediction.messages.measured == 4);
    CHECK(prediction.messages.reasons == Reasons{{-2, "link Alford-Welsh was cut"}});
    CHECK(prediction.on_links_up == std::optional<std::size_t>(4));
    CHECK(prediction.worst_hops.predicted == 2);
    CHECK(prediction.worst_hops.measured == 4);
    CHECK(prediction.worst_hops.reasons ==
          Reasons{{3, "Welsh heard of it from Ball: link Alford-Welsh was cut"}});
    CHECK(prediction.servers.measured == 5);
    CHECK(
        format_predictions(predict(herd.trace(), 1), herd.trace()) ==
        "updates: 1\n"
        "  kiwi 5 at Alford:\n"
        "    messages    6 predicted, 4 on the links that were up  4 measured  -2 link Alford-Welsh was cut\n"
        "    worst hops  2 predicted                               4 measured  "
        "+3 Welsh heard of it from Ball: link Alford-Welsh was cut\n"
        "    servers     5 predicted                               5 measured\n"
        "    resyncs     0 predicted                               0 measured\n");
}

TEST_CASE("servers behind two cuts are not reached until a resync") {
    auto herd = SimulatedHerd::ring();
    herd.cut("Alford", "Welsh");
    herd.cut("Ball", "Holiday");
    herd.settle();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    auto prediction = newest(herd);
    check_sums(prediction);
    CHECK(prediction.messages.measured == 2);
    CHECK(prediction.servers.measured == 3);
    CHECK(prediction.servers.reasons ==
          Reasons{{-2, "link Ball-Holiday was cut and link Alford-Welsh was cut"}});
    CHECK(prediction.worst_hops.measured == 2);

    herd.heal("Ball", "Holiday");
    herd.settle();
    prediction = newest(herd);
    check_sums(prediction);
    CHECK(prediction.servers.measured == 5);
    CHECK(prediction.servers.reasons.empty());
    CHECK(prediction.resyncs.reasons == Reasons{{1, "after link Ball-Holiday came up"}});
}

TEST_CASE("a server that was stopped neither hears nor sends") {
    auto herd = SimulatedHerd::ring();
    herd.stop("Hamilton");
    herd.settle();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    auto prediction = newest(herd);
    check_sums(prediction);
    CHECK(prediction.messages.measured == 3);
    CHECK(prediction.messages.reasons == Reasons{{-3, "Hamilton was stopped"}});
    CHECK(prediction.servers.reasons == Reasons{{-1, "Hamilton was stopped"}});
    CHECK(prediction.on_links_up == std::optional<std::size_t>(3));

    herd.start("Hamilton");
    herd.settle();
    prediction = newest(herd);
    check_sums(prediction);
    CHECK(prediction.servers.measured == 5);
    CHECK(prediction.resyncs.measured >= 1);
}

TEST_CASE("a server that crashes and hears anew sends anew") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    herd.crash("Ball");
    herd.settle();
    herd.start("Ball");
    herd.settle();
    const auto prediction = newest(herd);
    check_sums(prediction);
    CHECK(prediction.messages.measured > 6);
    CHECK(prediction.messages.reasons == Reasons{{1, "Ball heard of it anew, having lost it"}});
}

TEST_CASE("where a newer update was already the older one ends") {
    auto herd = SimulatedHerd::ring();
    herd.set_delay("Alford", "Hamilton", 10ms);
    herd.send("Alford", "kiwi", "5");
    herd.run(1us);
    herd.send("Holiday", "kiwi", "6");
    herd.settle();
    const auto predictions = predict(herd.trace(), 10);
    REQUIRE(predictions.newest.size() == 2);
    CHECK(predictions.newest[0].update.time == "6");
    const auto& older = predictions.newest[1];
    check_sums(older);
    CHECK(older.messages.measured < 6);
    CHECK(std::any_of(older.messages.reasons.begin(), older.messages.reasons.end(),
                      [](const Reason& reason) { return reason.why == "Hamilton had a newer one already"; }));
}

TEST_CASE("what is on its way when the trace ends is said to be") {
    auto herd = SimulatedHerd::ring();
    herd.stall("Alford", "Welsh");
    herd.stall("Ball", "Welsh");
    herd.send("Alford", "kiwi", "5");
    herd.run(1s);
    const auto prediction = newest(herd);
    check_sums(prediction);
    CHECK(prediction.servers.reasons ==
          Reasons{{-1,
                   "it was still on its way to Welsh (stall on link Alford-Welsh) and "
                   "it was still on its way to Welsh (stall on link Ball-Welsh)"}});
}

TEST_CASE("what waits for a paused server is said to wait") {
    auto herd = SimulatedHerd::ring();
    herd.pause("Welsh");
    herd.send("Alford", "kiwi", "5");
    herd.run(1s);
    const auto prediction = newest(herd);
    check_sums(prediction);
    CHECK(prediction.servers.reasons == Reasons{{-1, "it was still on its way to Welsh (Welsh was paused)"}});
}

TEST_CASE("what is lost with its link is said to be") {
    SimulatedHerd herd({"A", "B", "C"}, {{0, 1}, {1, 2}});
    herd.send("A", "kiwi", "5");
    herd.run(1us);
    herd.cut("A", "B");
    herd.settle();
    const auto prediction = newest(herd);
    check_sums(prediction);
    CHECK(prediction.messages.reasons == Reasons{{-1, "link A-B was cut when it was on its way"}});
    CHECK(prediction.servers.reasons == Reasons{{-2, "link A-B was cut when it was on its way"}});
    CHECK(prediction.worst_hops.reasons == Reasons{{-2, "it did not come to C"}});
    CHECK_FALSE(prediction.on_links_up);
}

TEST_CASE("a slow link makes the other way the shorter one") {
    auto herd = SimulatedHerd::ring();
    herd.set_delay("Alford", "Welsh", 500ms);
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    const auto prediction = newest(herd);
    check_sums(prediction);
    CHECK(prediction.messages.measured == 6);
    CHECK(prediction.worst_hops.measured == 4);
    CHECK(prediction.worst_hops.reasons ==
          Reasons{{3, "Welsh heard of it from Ball: the copy from Alford came later"}});
}

TEST_CASE("a message that a server should not have sent is told of") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    auto trace = herd.trace();
    Event back = trace.events.back();
    back.kind = Kind::forwarded;
    back.server = herd.index("Hamilton");
    back.peer = herd.index("Alford");
    ++back.seq;
    trace.events.push_back(back);
    const auto prediction = predict(trace, 1).newest.front();
    CHECK(prediction.messages.measured == 7);
    CHECK(prediction.messages.reasons == Reasons{{1, "Hamilton sent it back to Alford"}});
}

TEST_CASE("a message to a server that is no neighbour is told of") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    auto trace = herd.trace();
    Event astray = trace.events.back();
    astray.kind = Kind::forwarded;
    astray.server = herd.index("Alford");
    astray.peer = herd.index("Ball");
    ++astray.seq;
    trace.events.push_back(astray);
    const auto prediction = predict(trace, 1).newest.front();
    CHECK(prediction.messages.reasons == Reasons{{1, "Alford sent it to Ball, which is no neighbour"}});
}

TEST_CASE("a message that a server should have sent is told of") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    auto trace = herd.trace();
    std::erase_if(trace.events, [&](const Event& event) {
        return event.kind == Kind::forwarded && event.server == herd.index("Alford") &&
               event.peer == herd.index("Welsh");
    });
    const auto prediction = predict(trace, 1).newest.front();
    CHECK(prediction.messages.reasons ==
          Reasons{{-1, "Alford did not send it to Welsh, for no reason that the trace knows"}});
}

TEST_CASE("of many updates the newest are compared and the rest counted") {
    auto herd = SimulatedHerd::ring();
    for (int i = 1; i <= 5; ++i) {
        herd.send("Ball", "kiwi", std::to_string(i));
        herd.settle();
    }
    const auto predictions = predict(herd.trace(), 2);
    CHECK(predictions.updates == 5);
    REQUIRE(predictions.newest.size() == 2);
    CHECK(predictions.newest[0].update.time == "5");
    CHECK(predictions.newest[1].update.time == "4");
    CHECK(format_predictions(predictions, herd.trace()).starts_with("updates: 5, the newest 2 of them\n"));
}

TEST_CASE("an IAMAT that is no news is no update") {
    auto herd = SimulatedHerd::ring();
    herd.send("Ball", "kiwi", "5");
    herd.settle();
    herd.send("Ball", "kiwi", "4");
    herd.settle();
    CHECK(predict(herd.trace(), 9).updates == 1);
    CHECK(predict(herd.trace(), 9).older == 0);
}

TEST_CASE("updates that began before the trace does are counted") {
    auto herd = SimulatedHerd::ring();
    herd.send("Ball", "kiwi", "5");
    herd.settle();
    herd.send("Ball", "kiwi", "6");
    herd.settle();
    auto trace = herd.trace();
    const auto first = std::find_if(trace.events.begin(), trace.events.end(),
                                    [](const Event& event) { return event.kind == Kind::delivered; });
    trace.dropped = static_cast<std::uint64_t>(first - trace.events.begin());
    trace.events.erase(trace.events.begin(), first);
    const auto predictions = predict(trace, 9);
    CHECK(predictions.updates == 1);
    CHECK(predictions.older == 1);
    CHECK(holds(predictions.newest.front()));
    CHECK(format_predictions(predictions, trace)
              .ends_with("  1 update began before the trace does, and cannot be compared\n"));
}

TEST_CASE("whatever happens to a herd its reasons add up") {
    for (unsigned seed = 0; seed < 40; ++seed) {
        auto herd = SimulatedHerd::grid(3);
        unsigned state = seed * 7919 + 1;
        const auto draw = [&state](unsigned below) {
            state = state * 1664525 + 1013904223;
            return (state >> 16) % below;
        };
        const auto& names = herd.trace().servers;
        const auto links = herd.trace().links;
        for (int i = 1; i <= 30; ++i) {
            const auto& [a, b] = links[draw(static_cast<unsigned>(links.size()))];
            const std::string server = names[draw(static_cast<unsigned>(names.size()))];
            switch (draw(8)) {
                case 0:
                    herd.cut(names[a], names[b]);
                    break;
                case 1:
                    herd.heal(names[a], names[b]);
                    break;
                case 2:
                    herd.crash(server);
                    break;
                case 3:
                    herd.start(server);
                    break;
                default:
                    herd.send(server, draw(2) == 0 ? "kiwi" : "moa", std::to_string(draw(40) + 1));
            }
            herd.run(nanoseconds(draw(200'000)));
        }
        herd.settle();
        INFO("seed " << seed);
        for (const auto& prediction : predict(herd.trace(), 100).newest) check_sums(prediction);
    }
}

}  // namespace
}  // namespace herd::trace

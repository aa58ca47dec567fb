#include "trace/update.hpp"

#include "simulated_herd.hpp"
#include "support/catch.hpp"

namespace herd::trace {
namespace {

using test::SimulatedHerd;

UpdateId make_update(std::string time, core::ServerIndex origin, std::int64_t receipt) {
    return {"kiwi", std::move(time), origin, WallTime(nanoseconds(receipt))};
}

Trace make_trace(std::vector<std::string> servers) {
    Trace trace;
    trace.servers = std::move(servers);
    return trace;
}

TEST_CASE("of two updates the one with the greater client time is newer") {
    const auto trace = make_trace({"Alford", "Ball"});
    CHECK((compare_age(make_update("10", 0, 9), make_update("9.5", 0, 1), trace) > 0));
    CHECK((compare_age(make_update("0.3", 0, 9), make_update("0.30000000", 0, 9), trace) > 0));
    CHECK((compare_age(make_update("0.1", 0, 1), make_update("0.100000001", 0, 1), trace) < 0));
}

TEST_CASE("of equal client times the earlier receipt and then the lesser name is newer") {
    const auto trace = make_trace({"Welsh", "Alford"});
    CHECK((compare_age(make_update("5", 0, 1), make_update("5", 1, 2), trace) > 0));
    CHECK((compare_age(make_update("5", 0, 1), make_update("5", 1, 1), trace) < 0));
    CHECK((compare_age(make_update("5", 1, 1), make_update("5", 1, 1), trace) == 0));
}

TEST_CASE("the updates of a client are found in the order of the trace and the newest among them") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "8");
    herd.send("Ball", "kiwi", "9");
    herd.send("Welsh", "moa", "99");
    herd.send("Welsh", "kiwi", "7");
    herd.settle();
    const auto updates = find_updates(herd.trace(), "kiwi");
    REQUIRE(updates.size() == 3);
    CHECK(updates[0].time == "8");
    CHECK(updates[1].time == "9");
    CHECK(updates[2].time == "7");
    CHECK(newest_update(herd.trace(), "kiwi") == updates[1]);
    CHECK_FALSE(newest_update(herd.trace(), "emu"));
    CHECK(find_clients(herd.trace()) == std::vector<std::string>{"kiwi", "moa"});
}

TEST_CASE("the events of an update are its own and no others") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "8");
    herd.send("Alford", "kiwi", "8.0");
    herd.settle();
    const auto updates = find_updates(herd.trace(), "kiwi");
    REQUIRE(updates.size() == 2);
    // Received and stale at Alford.
    CHECK(events_of(herd.trace(), updates[1]).size() == 2);
    for (const auto place : events_of(herd.trace(), updates[0])) {
        CHECK(update_of(herd.trace().events[place]) == updates[0]);
    }
}

TEST_CASE("events without a client are about no update") {
    const auto herd = SimulatedHerd::ring();
    for (const auto& event : herd.trace().events) CHECK_FALSE(update_of(event));
}

TEST_CASE("a long client is cut short where people read it") {
    CHECK(format_client(std::string(64, 'k')) == std::string(64, 'k'));
    CHECK(format_client(std::string(65, 'k')) == std::string(64, 'k') + "...");
    CHECK(format_client("a\nb\\") == "a\\x0ab\\\\");
}

}  // namespace
}  // namespace herd::trace

// What the herd's thread allocates for an update, real sockets and all, once clients are known and buffers
// have grown.

#include <cstddef>
#include <future>
#include <memory>

#include "core/support/update_lines.hpp"
#include "support/allocations.hpp"
#include "support/catch.hpp"
#include "support/live_herd.hpp"

namespace herd::test {
namespace {

constexpr std::size_t clients = 1000;
constexpr std::size_t depth = 200;  // updates that are under way at once
constexpr std::size_t updates = 20'000;

bool agrees(const net::Herd& herd) {
    const auto& digest = herd.server(0).store().digest();
    for (core::ServerIndex server = 1; server < 5; ++server) {
        if (herd.server(server).store().digest() != digest) return false;
    }
    return true;
}

/// Waits until all servers have the same. Nobody polls: what is posted to the loop would count.
void await_agreement(LiveHerd& herd) {
    const auto agreed = std::make_shared<std::promise<void>>();
    herd.call([agreed](net::Herd& running) {
        running.when([&running] { return agrees(running); }, [agreed] { agreed->set_value(); });
    });
    REQUIRE(agreed->get_future().wait_for(patience) == std::future_status::ready);
}

/// The client sends so many updates, some at once, and takes the answers; then all servers come to have them.
void send_updates(LiveHerd& herd, TestClient& client, UpdateLines& lines) {
    for (std::size_t sent = 0; sent < updates; sent += depth) {
        client.send(lines.next(depth));
        std::size_t answers = 0;
        for (std::size_t i = 0; i < depth; ++i) answers += client.read_line().starts_with("AT ");
        REQUIRE(answers == depth);
    }
    await_agreement(herd);
}

std::size_t count_on_loop(LiveHerd& herd) {
    return herd.call([](net::Herd&) { return count_allocations(); });
}

}  // namespace

// Without logs: what these take depends on how fast the disk is.
TEST_CASE("an update allocates next to nothing on its way from a client's socket to all servers") {
    HerdPlan plan(classic_ring());
    plan.config.log.level = config::LogLevel::off;
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    TestClient client(herd.port("Alford"));
    UpdateLines lines(clients);
    // So that the trace, too, goes round.
    for (int round = 0; round < 3; ++round) send_updates(herd, client, lines);
    const std::size_t before = count_on_loop(herd);
    send_updates(herd, client, lines);
    const std::size_t allocated = count_on_loop(herd) - before;
    CHECK(allocated <= updates / 100);
    CHECK(herd.sum(&core::Counters::updates) == 4 * updates);
}

}  // namespace herd::test

// What a server allocates in the steady state: its clients are known, and its buffers have grown as they have
// to.

#include <cstddef>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "core/support/driven_server.hpp"
#include "core/support/update_lines.hpp"
#include "core/support/wired_herd.hpp"
#include "support/allocations.hpp"
#include "support/catch.hpp"
#include "trace/recorder.hpp"

namespace herd::test {
namespace {

constexpr std::size_t clients = 1000;
constexpr std::size_t lines_told = 30 * clients;
/// Little enough that the trace goes round many times.
constexpr std::size_t trace_limit = 128 * 1024;  // bytes

/// How often this thread allocates while it does something. What it does first does not count: buffers grow,
/// and the trace goes round.
template <class Work>
std::size_t count_when_steady(std::size_t times, Work work) {
    for (std::size_t i = 0; i < times; ++i) work();
    const std::size_t before = count_allocations();
    for (std::size_t i = 0; i < times; ++i) work();
    return count_allocations() - before;
}

/// A server with links to two neighbours that take all and say nothing.
struct Alford {
    core::Roster roster{{"Alford", "Ball", "Hamilton"}};
    trace::Recorder recorder{roster, {{0, 1}, {0, 2}}, trace_limit, SteadyTime()};
    trace::ServerRecorder observer{recorder, 0, {1, 2}};
    DrivenServer server{roster, 0, {1, 2}, recorder.is_on() ? &observer : nullptr};

    Alford() {
        server.bring_up(0);
        server.bring_up(1);
    }

    /// Returns whether anything went out to neighbours.
    bool tell(std::string_view lines) {
        server.tell(lines);
        return server.write_links([](core::NeighbourId, std::string_view) {});
    }
};

}  // namespace

TEST_CASE("what counts allocations counts all kinds of them") {
    // What is kept here no compiler can leave out.
    void* volatile kept = nullptr;
    const auto count = [&kept](auto allocate) {
        const std::size_t before = count_allocations();
        kept = allocate();
        return count_allocations() - before;
    };
    const std::size_t by_new = count([] { return ::operator new(1); });
    ::operator delete(kept);
    const std::size_t by_aligned_new = count([] { return ::operator new(64, std::align_val_t(64)); });
    ::operator delete(kept, std::align_val_t(64));
    const std::size_t by_calloc = count([] { return std::calloc(1, 1); });
    const std::size_t by_realloc = count([&kept] { return std::realloc(kept, 100'000); });
    std::free(kept);
    CHECK(by_new == 1);
    CHECK(by_aligned_new == 1);
    CHECK(by_calloc == 1);
    CHECK(by_realloc == 1);
}

TEST_CASE("an IAMAT of a known client allocates nothing at its server") {
    for (const auto habit : {UpdateLines::Clients::stay, UpdateLines::Clients::move}) {
        Alford alford;
        UpdateLines lines(clients, habit);
        CHECK(count_when_steady(lines_told, [&] { alford.tell(lines.next()); }) == 0);
        CHECK(alford.server.server().counters().updates == 2 * lines_told);
    }
}

TEST_CASE("an IAMAT that is no news, or none at all, allocates nothing") {
    Alford alford;
    UpdateLines lines(clients);
    const std::string known(lines.next());
    alford.tell(known);
    CHECK(count_when_steady(lines_told, [&] { alford.tell(known); }) == 0);
    CHECK(count_when_steady(lines_told, [&] { alford.tell("IAMAT client-0000000000001 +34.0-118.0 1\n"); }) ==
          0);
    CHECK(count_when_steady(lines_told, [&] { alford.tell("IAMAT client-0000000000001 +94.0-118.0 1\n"); }) ==
          0);
}

TEST_CASE("an update spreads through a ring of five without an allocation") {
    for (const auto habit : {UpdateLines::Clients::stay, UpdateLines::Clients::move}) {
        for (const std::size_t batch : {std::size_t{1}, std::size_t{40}}) {
            WiredHerd ring(make_ring(5), trace_limit);
            UpdateLines lines(clients, habit);
            CHECK(count_when_steady(lines_told / batch, [&] { ring.tell(0, lines.next(batch)); }) == 0);
            CHECK(ring.counters().updates == 2 * lines_told);
            // News at the four others, and twice on the link that is farthest away.
            CHECK(ring.counters().delivered == 6 * ring.counters().updates);
            CHECK(ring.agrees());
        }
    }
}

TEST_CASE("a delivered record of a known client allocates nothing, whether it is news or not") {
    Alford alford;
    core::Roster roster({"Alford", "Ball", "Hamilton"});
    // The one neighbour on two links: what it says on the second is no news any more.
    DrivenServer ball(roster, 1, {0, 0});
    std::string wires[2];
    const auto carry = [&wires](core::NeighbourId to, std::string_view bytes) { wires[to].assign(bytes); };
    ball.bring_up(0);
    ball.bring_up(1);
    ball.write_links(carry);
    UpdateLines lines(clients);
    std::size_t allocated[2] = {0, 0};
    const auto deliver = [&](core::NeighbourId from) {
        const std::size_t before = count_allocations();
        alford.server.deliver(from, wires[from]);
        alford.server.write_links([](core::NeighbourId, std::string_view) {});
        allocated[from] += count_allocations() - before;
        wires[from].clear();
    };
    deliver(0);
    deliver(1);
    for (std::size_t i = 0; i < 2 * lines_told; ++i) {
        if (i == lines_told) allocated[0] = allocated[1] = 0;
        ball.tell(lines.next());
        ball.write_links(carry);
        deliver(0);
        deliver(1);
    }
    CHECK(allocated[0] == 0);
    CHECK(allocated[1] == 0);
    CHECK(alford.server.server().counters().delivered == 4 * lines_told);
    const bool agrees = alford.server.server().store().digest() == ball.server().store().digest();
    CHECK(agrees);
}

TEST_CASE("a WHATSAT allocates no more than the query that is open and the answer that waits for it") {
    Alford alford;
    UpdateLines lines(clients);
    for (std::size_t i = 0; i < clients; ++i) alford.tell(lines.next());
    const std::string line = "WHATSAT " + std::string(lines.name(42)) + " 10 5\n";
    const std::string document(2000, 'x');
    std::size_t answered = 0;
    const std::size_t allocated = count_when_steady(lines_told, [&] {
        alford.tell(line);
        answered += alford.server.answer_places(document).size();
    });
    CHECK(answered > 2 * lines_told * document.size());
    // The answer begins a text that grows once; a table of queries takes a piece of memory for every 12 or
    // so.
    CHECK(allocated <= 2 * lines_told + lines_told / 10);
}

TEST_CASE("a NEARBY allocates no more than the lists of what is near") {
    Alford alford;
    UpdateLines lines(clients);
    for (std::size_t i = 0; i < clients; ++i) alford.tell(lines.next());
    const std::string line = "NEARBY " + std::string(lines.name(42)) + " 10 20\n";
    CHECK(alford.server.tell(line).starts_with("AT "));
    const std::size_t allocated = count_when_steady(lines_told, [&] { alford.tell(line); });
    // Of nine phones.
    CHECK(allocated <= 6 * lines_told);
}

}  // namespace herd::test

#include <string>

#include "core/support/fake_herd.hpp"
#include "core/support/lone_server.hpp"
#include "support/catch.hpp"

namespace herd::test {
namespace {

std::string make_garbage(std::mt19937& random, std::size_t size) {
    std::string garbage;
    for (std::size_t i = 0; i < size; ++i) garbage.push_back(static_cast<char>(random()));
    return garbage;
}

TEST_CASE("a neighbour that sends garbage is reported once and heard no more") {
    LoneServer lone;
    core::Server& server = lone.server();
    core::Outbox& outbox = lone.outbox;
    server.on_neighbour_up(0, outbox);
    server.on_neighbour_bytes(0, "GET / HTTP/1.1\r\n\r\n", lone.now(), outbox);
    REQUIRE(outbox.faulty.size() == 1);
    CHECK(outbox.faulty[0].id == 0);
    CHECK(outbox.faulty[0].fault == core::FrameFault::too_long);
    server.on_neighbour_bytes(0, "more of it", lone.now(), outbox);
    std::string frame;
    const OwnedRecord sent("kiwi", "+1+2", "5");
    core::append_frame(sent.view(), 1, true, 7, lone.roster(), frame);
    server.on_neighbour_bytes(0, frame, lone.now(), outbox);
    CHECK(outbox.faulty.size() == 1);
    CHECK(server.store().size() == 0);

    // The next link is heard again.
    server.on_neighbour_down(0);
    CHECK_FALSE(server.is_up(0));
    server.on_neighbour_up(0, outbox);
    server.on_neighbour_bytes(0, frame, lone.now(), outbox);
    CHECK(outbox.faulty.size() == 1);
    CHECK(server.store().size() == 1);
}

TEST_CASE("frames before garbage count") {
    LoneServer lone;
    core::Server& server = lone.server();
    server.on_neighbour_up(1, lone.outbox);
    std::string bytes;
    const OwnedRecord sent("kiwi", "+1+2", "5");
    core::append_frame(sent.view(), 1, true, 7, lone.roster(), bytes);
    server.on_neighbour_bytes(1, bytes + std::string(8, '\xff') + bytes, lone.now(), lone.outbox);
    CHECK(lone.outbox.faulty.size() == 1);
    CHECK(server.store().size() == 1);
    CHECK(server.counters().delivered == 1);
}

TEST_CASE("bytes of a link that is down are ignored") {
    LoneServer lone;
    std::string frame;
    const OwnedRecord sent("kiwi", "+1+2", "5");
    core::append_frame(sent.view(), 1, true, 7, lone.roster(), frame);
    lone.server().on_neighbour_bytes(0, frame, lone.now(), lone.outbox);
    lone.server().on_neighbour_bytes(0, "garbage garbage garbage", lone.now(), lone.outbox);
    CHECK(lone.server().store().size() == 0);
    CHECK(lone.outbox.faulty.empty());
}

TEST_CASE("garbage on links neither crashes a herd nor keeps it from agreeing") {
    for (std::uint32_t seed = 1; seed <= 50; ++seed) {
        FakeHerd herd(make_ring(5), seed, Delivery::mixed);
        for (std::size_t i = 0; i < 100; ++i) {
            herd.tell(herd.random()() % 5,
                      "IAMAT phone" + std::to_string(i % 20) + " +1+1 " + std::to_string(i));
            for (int steps = 0; steps < 5; ++steps) herd.step();
            if (i % 10 == 0) {
                herd.inject(herd.random()() % 5, static_cast<int>(herd.random()() % 2),
                            make_garbage(herd.random(), 1 + herd.random()() % 3000));
            }
            if (i % 10 == 5) herd.heal_all();
        }
        // An end that was given the beginning of a frame goes on with what it waits for, and so notices.
        for (std::size_t link = 0; link < 5; ++link) herd.cut(link);
        herd.heal_all();
        herd.settle();
        INFO("seed " << seed);
        REQUIRE(herd.faults() > 0);
        REQUIRE(herd.find_fault() == "");
        REQUIRE(herd.contents(0).size() == 20);
    }
}

TEST_CASE("a neighbour that asks for digests for ever is answered within its queue") {
    core::ServerOptions options;
    options.neighbour_queue_limit = 64 * 1024;
    LoneServer lone(options);
    for (int i = 0; i < 3000; ++i) lone.ask("IAMAT phone" + std::to_string(i) + " +1+1 5\n");
    core::Server& server = lone.server();
    server.on_neighbour_up(0, lone.outbox);
    std::string want;
    core::append_frame(core::Digest{}, true, want);
    for (int i = 0; i < 10000; ++i) server.on_neighbour_bytes(0, want, lone.now(), lone.outbox);
    std::string output;
    server.take_output(0, lone.now(), output);
    CHECK(output.size() < 64 * 1024 + 2 * (64 * 1024 + 200));
    CHECK(lone.outbox.neighbours.size() == 1);
}

}  // namespace
}  // namespace herd::test

#include "net/watch.hpp"

#include <optional>

#include "support/catch.hpp"

namespace herd::net {
namespace {

struct Watched {
    void turn() {
        loop.restart();
        loop.poll();
    }
    asio::io_context loop{1};
    Watch watch{loop};
    bool holds = false;
    int met = 0;
};

TEST_CASE("a condition that holds already is met without anything happening") {
    Watched watched;
    watched.holds = true;
    watched.watch.add([&] { return watched.holds; }, [&] { ++watched.met; });
    CHECK(watched.met == 0);
    watched.turn();
    CHECK(watched.met == 1);
    CHECK(watched.watch.empty());
}

TEST_CASE("a condition is looked at when something has happened and met once") {
    Watched watched;
    int looks = 0;
    watched.watch.add(
        [&] {
            ++looks;
            return watched.holds;
        },
        [&] { ++watched.met; });
    watched.turn();
    CHECK(looks == 1);
    watched.turn();
    CHECK(looks == 1);
    for (int i = 0; i < 3; ++i) watched.watch.wake();
    watched.turn();
    CHECK(looks == 2);
    watched.holds = true;
    watched.turn();
    CHECK(watched.met == 0);
    watched.watch.wake();
    watched.turn();
    watched.watch.wake();
    watched.turn();
    CHECK(watched.met == 1);
    CHECK(looks == 3);
}

TEST_CASE("a condition that is cancelled is never met") {
    Watched watched;
    const auto id = watched.watch.add([&] { return watched.holds; }, [&] { ++watched.met; });
    watched.turn();
    watched.watch.cancel(id);
    watched.holds = true;
    watched.watch.wake();
    watched.turn();
    CHECK(watched.met == 0);
}

TEST_CASE("who is told may add and cancel conditions") {
    Watched watched;
    std::optional<Watch::Id> second;
    watched.watch.add([] { return true; },
                      [&] {
                          watched.watch.cancel(*second);
                          watched.watch.add([] { return true; }, [&] { ++watched.met; });
                      });
    second = watched.watch.add([&] { return watched.holds; }, [&] { watched.met += 100; });
    watched.turn();
    CHECK(watched.met == 1);
    CHECK(watched.watch.empty());
}

}  // namespace
}  // namespace herd::net

#include "net/gate.hpp"

#include <string>

#include "support/catch.hpp"

namespace herd::net {
namespace {

TEST_CASE("work passes an open gate at once") {
    Gate gate;
    int done = 0;
    gate.pass([&] { ++done; });
    CHECK(done == 1);
}

TEST_CASE("work waits at a closed gate and is done in order") {
    Gate gate;
    std::string done;
    gate.close();
    for (const char name : {'a', 'b', 'c'}) gate.pass([&, name] { done.push_back(name); });
    CHECK(done.empty());
    gate.open();
    CHECK(done == "abc");
    gate.pass([&] { done.push_back('d'); });
    CHECK(done == "abcd");
}

TEST_CASE("work that closes the gate leaves the rest waiting") {
    Gate gate;
    std::string done;
    gate.close();
    gate.pass([&] {
        done.push_back('a');
        gate.close();
    });
    gate.pass([&] { done.push_back('b'); });
    gate.open();
    CHECK(done == "a");
    gate.open();
    CHECK(done == "ab");
}

TEST_CASE("what comes while the gate opens stands behind what has waited") {
    Gate gate;
    std::string done;
    gate.close();
    gate.pass([&] {
        done.push_back('a');
        gate.pass([&] { done.push_back('c'); });
    });
    gate.pass([&] { done.push_back('b'); });
    gate.open();
    CHECK(done == "abc");
}

TEST_CASE("a gate that is reset forgets what has waited") {
    Gate gate;
    int done = 0;
    gate.close();
    gate.pass([&] { ++done; });
    gate.reset();
    CHECK(gate.is_open());
    gate.pass([&] { ++done; });
    CHECK(done == 1);
}

}  // namespace
}  // namespace herd::net

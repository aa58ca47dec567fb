#include "core/session_table.hpp"

#include "support/catch.hpp"

namespace herd::core {
namespace {

TEST_CASE("a session is found until it is closed") {
    SessionTable table;
    const SessionId a = table.open(100).id;
    const SessionId b = table.open(100).id;
    CHECK(table.size() == 2);
    CHECK(table.find(a)->id == a);
    table.close(a);
    CHECK(table.find(a) == nullptr);
    CHECK(table.find(b)->id == b);
    CHECK(table.size() == 1);
    table.close(a);
    CHECK(table.size() == 1);
    CHECK(table.find({17, 1}) == nullptr);
}

TEST_CASE("an index is used again and a session is not mistaken for the one before") {
    SessionTable table;
    const SessionId before = table.open(100).id;
    table.close(before);
    const SessionId after = table.open(100).id;
    CHECK(after.index == before.index);
    CHECK_FALSE(after == before);
    CHECK(table.find(before) == nullptr);
    table.close(before);
    CHECK(table.find(after) != nullptr);
}

TEST_CASE("every open session is visited") {
    SessionTable table;
    const SessionId a = table.open(100).id;
    table.open(100);
    table.open(100);
    table.close(a);
    int visited = 0;
    table.for_each([&visited](Session&) { ++visited; });
    CHECK(visited == 2);
}

}  // namespace
}  // namespace herd::core

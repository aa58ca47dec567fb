#include "core/query_table.hpp"

#include "support/catch.hpp"

namespace herd::core {
namespace {

SteadyTime at(int seconds) {
    return SteadyTime(std::chrono::seconds(seconds));
}

TEST_CASE("a query ends once") {
    QueryTable table;
    const SessionId session{3, 9};
    const QueryId id = table.open(session, at(5));
    const auto query = table.close(id);
    REQUIRE(query.has_value());
    CHECK(query->id == id);
    CHECK(query->session == session);
    CHECK(query->deadline == at(5));
    CHECK_FALSE(table.close(id).has_value());
    CHECK_FALSE(table.close(id + 1).has_value());
    CHECK_FALSE(table.close(0).has_value());
}

TEST_CASE("the oldest query that is open is due first") {
    QueryTable table;
    CHECK_FALSE(table.first().has_value());
    const QueryId a = table.open({}, at(1));
    const QueryId b = table.open({}, at(2));
    const QueryId c = table.open({}, at(3));
    CHECK(table.first()->id == a);
    CHECK(table.close(b).has_value());
    CHECK_FALSE(table.close(b).has_value());
    CHECK(table.first()->id == a);
    CHECK(table.close(a).has_value());
    CHECK(table.first()->id == c);
    CHECK(table.close(c).has_value());
    CHECK_FALSE(table.first().has_value());
    CHECK_FALSE(table.close(b).has_value());
}

TEST_CASE("a query's number is never given again") {
    QueryTable table;
    QueryId last = 0;
    for (int i = 0; i < 1000; ++i) {
        const QueryId id = table.open({}, at(i));
        CHECK(id > last);
        last = id;
        if (i % 3) CHECK(table.close(id).has_value());
    }
}

}  // namespace
}  // namespace herd::core

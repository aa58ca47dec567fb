#include "core/client_rows.hpp"

#include <cstddef>
#include <vector>

#include "support/catch.hpp"

namespace herd::core {
namespace {

/// A number that no other place has.
RecordNumber make_number(std::size_t column, ClientId id) {
    return static_cast<RecordNumber>(column * 1000 + id + 1);
}

TEST_CASE("each store has a column of its own however many there are and whenever they come") {
    for (const std::size_t expected : {0, 1, 5, 15, 16, 1000}) {
        ClientRows rows(expected);
        std::vector<ClientRows::Column> columns;
        constexpr ClientId clients = 100;
        for (std::size_t stores = 0; stores < 50; ++stores) {
            columns.push_back(rows.take_column());
            rows.make_room(2 * stores + 2);
        }
        for (ClientId id = 0; id < clients; ++id) {
            REQUIRE_FALSE(rows.is_known(id));
            rows.newest(id) = make_number(columns.size(), id);
            REQUIRE_FALSE(rows.is_known(id));
            for (std::size_t column = 0; column < columns.size(); ++column) {
                REQUIRE(columns[column][id] == 0);
                columns[column][id] = make_number(column, id);
            }
        }
        for (ClientId id = 0; id < clients; ++id) {
            REQUIRE(rows.newest(id) == make_number(columns.size(), id));
            for (std::size_t column = 0; column < columns.size(); ++column)
                REQUIRE(columns[column][id] == make_number(column, id));
        }
    }
}

TEST_CASE("a client is known as long as one column says so") {
    ClientRows rows(3);
    std::vector<ClientRows::Column> columns;
    for (int i = 0; i < 20; ++i) columns.push_back(rows.take_column());
    rows.make_room(10);
    for (const auto& column : columns) {
        column[7] = 1;
        CHECK(rows.is_known(7));
        CHECK_FALSE(rows.is_known(6));
        CHECK_FALSE(rows.is_known(8));
        column[7] = 0;
        CHECK_FALSE(rows.is_known(7));
    }
}

TEST_CASE("a column that is given back is the next store's") {
    ClientRows rows(2);
    const auto first = rows.take_column();
    const auto second = rows.take_column();
    rows.make_room(1);
    rows.give_back(first);
    const auto third = rows.take_column();
    third[0] = 5;
    CHECK(first[0] == 5);
    CHECK(second[0] == 0);
}

TEST_CASE("columns stay whose they are when the rows are cleared") {
    ClientRows rows(1);
    const auto first = rows.take_column();
    const auto second = rows.take_column();
    rows.make_room(1000);
    first[999] = second[999] = 5;
    rows.clear();
    rows.make_room(1000);
    CHECK(first[999] == 0);
    CHECK(second[999] == 0);
    second[3] = 7;
    CHECK(first[3] == 0);
    CHECK(rows.is_known(3));
}

}  // namespace
}  // namespace herd::core

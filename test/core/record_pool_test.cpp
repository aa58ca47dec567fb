#include "core/record_pool.hpp"

#include <string>
#include <vector>

#include "core/support/owned_record.hpp"
#include "core/support/pair_roster.hpp"
#include "core/support/record_kinds.hpp"
#include "support/catch.hpp"

namespace herd::core {
namespace {

using test::all_kinds;
using test::OwnedRecord;

RecordNumber add(RecordPool& pool, const OwnedRecord& record) {
    const Record view = record.view();
    return pool.add(view, hash_record(view, test::pair_roster()));
}

TEST_CASE("a pool has a record until its last holder lets go of it") {
    RecordPool pool;
    const RecordNumber kiwi = add(pool, {"kiwi", "+1+2", "5"});
    CHECK(kiwi != 0);
    pool.hold(kiwi);
    pool.hold(kiwi);
    CHECK(pool.holders(kiwi) == 3);
    pool.release(kiwi);
    pool.release(kiwi);
    CHECK(pool.size() == 1);
    CHECK(client_of(pool.line(kiwi)) == "kiwi");
    pool.release(kiwi);
    CHECK(pool.size() == 0);
}

TEST_CASE("a record takes the place that was left last") {
    RecordPool pool;
    std::vector<RecordNumber> numbers;
    for (int i = 0; i < 10; ++i) numbers.push_back(add(pool, {"phone" + std::to_string(i), "+1+2", "5"}));
    pool.release(numbers[3]);
    pool.release(numbers[7]);
    CHECK(add(pool, {"emu", "+1+2", "5"}) == numbers[7]);
    CHECK(add(pool, {"dodo", "+1+2", "5"}) == numbers[3]);
    CHECK(add(pool, {"rhea", "+1+2", "5"}) > numbers[9]);
    CHECK(pool.holders(numbers[7]) == 1);
    CHECK(client_of(pool.line(numbers[7])) == "emu");
}

TEST_CASE("records of every kind come after each other in one place") {
    const auto kinds = all_kinds();
    RecordPool pool;
    for (const auto& before : kinds) {
        for (const auto& after : kinds) {
            const RecordNumber first = add(pool, before);
            pool.release(first);
            const RecordNumber second = add(pool, after);
            REQUIRE(second == first);
            CHECK(is_same(pool.line(second), after.view()));
            CHECK(pool.hash(second) == hash_record(after.view(), test::pair_roster()));
            pool.release(second);
        }
    }
    CHECK(pool.size() == 0);
}

TEST_CASE("records stay where they are while the pool grows") {
    RecordPool pool;
    std::vector<const RecordLine*> lines;
    for (int i = 0; i < 5000; ++i) {
        const RecordNumber number = add(pool, {"phone" + std::to_string(i), "+1+2", std::to_string(i)});
        lines.push_back(&pool.line(number));
        REQUIRE(number == lines.size());
    }
    for (RecordNumber number = 1; number <= lines.size(); ++number) {
        REQUIRE(&pool.line(number) == lines[number - 1]);
        REQUIRE(read_stamps(pool.line(number)).client_time.seconds == number - 1);
    }
}

TEST_CASE("a pool that is cleared begins anew, whoever holds what was there") {
    RecordPool pool;
    for (const auto& kind : all_kinds()) pool.hold(add(pool, kind));
    pool.clear();
    CHECK(pool.size() == 0);
    CHECK(add(pool, all_kinds().back()) == 1);
}

}  // namespace
}  // namespace herd::core

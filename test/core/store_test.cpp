#include "core/store.hpp"

#include <set>
#include <string>
#include <vector>

#include "core/support/owned_record.hpp"
#include "core/support/pair_roster.hpp"
#include "core/support/store_contents.hpp"
#include "support/catch.hpp"

namespace herd::core {
namespace {

using test::OwnedRecord;
using test::pair_roster;

constexpr std::size_t plenty = std::size_t{1} << 30;

Outcome offer(Store& store, const OwnedRecord& record) {
    return store.offer(record.view()).outcome;
}

OwnedRecord numbered(int number, const char* time = "5") {
    return {"phone" + std::to_string(number), "+1+2", time};
}

TEST_CASE("a store tells what became of a record") {
    Store store(pair_roster(), plenty);
    CHECK(offer(store, {"kiwi", "+1+2", "5", nanoseconds(7)}) == Outcome::newer);
    CHECK(offer(store, {"kiwi", "+1+2", "5", nanoseconds(7)}) == Outcome::same);
    CHECK(offer(store, {"kiwi", "+1+2", "5", nanoseconds(8)}) == Outcome::older);
    CHECK(offer(store, {"kiwi", "+1+2", "4", nanoseconds(1)}) == Outcome::older);
    CHECK(offer(store, {"kiwi", "+1+2", "5", nanoseconds(6)}) == Outcome::newer);
    CHECK(offer(store, {"kiwi", "+3+4", "6", nanoseconds(9)}) == Outcome::newer);
    CHECK(store.size() == 1);
    CHECK(store.find("kiwi")->location == "+3+4");
    CHECK_FALSE(store.find("kiw").has_value());
}

TEST_CASE("an offer is answered with the record that is kept") {
    Store store(pair_roster(), plenty);
    const OwnedRecord kept("kiwi", "+1.0-2.0/", "5.50", nanoseconds(7), 1);
    offer(store, kept);
    const OwnedRecord older("kiwi", "+9+9", "3");
    CHECK(test::format_at_line(store.record(store.offer(older.view()).id), pair_roster()) ==
          test::format_at_line(kept.view(), pair_roster()));
}

TEST_CASE("a store copies what it keeps") {
    Store store(pair_roster(), plenty);
    std::string texts =
        "kiwi+1+2"
        "5";
    const std::string_view all = texts;
    store.offer({all.substr(0, 4), all.substr(4, 4), all.substr(8), {5, 0}, {}, 0});
    texts.assign(texts.size(), 'x');
    CHECK(store.find("kiwi")->location == "+1+2");
    CHECK(store.find("kiwi")->time == "5");
}

TEST_CASE("records of any size take each other's place") {
    Store store(pair_roster(), plenty);
    for (const std::size_t digits : {1, 5000, 3, 60000, 2}) {
        const OwnedRecord record("kiwi", "+1." + std::string(digits, '0') + "+2",
                                 std::to_string(store.size() + digits));
        offer(store, {"kiwi", "+9+9", "0"});
        store.offer(record.view());
        if (digits == 60000) CHECK(store.find("kiwi")->location == record.location);
    }
    CHECK(store.size() == 1);
    CHECK(store.find("kiwi")->time == "60001");
    CHECK(store.bytes() < 70000);
}

TEST_CASE("a store finds every client as it grows") {
    Store store(pair_roster(), plenty);
    constexpr int count = 30000;
    for (int i = 0; i < count; ++i) REQUIRE(offer(store, numbered(i)) == Outcome::newer);
    CHECK(store.size() == count);
    int found = 0;
    for (int i = 0; i < count; ++i) found += store.find(numbered(i).client).has_value();
    CHECK(found == count);
    CHECK_FALSE(store.find("phone30000").has_value());
    CHECK(test::read_contents(store, pair_roster()).size() == count);
}

TEST_CASE("a full store refuses longer texts of a client that it knows") {
    Store store(pair_roster(), 10000);
    REQUIRE(offer(store, {"kiwi", "+1+2", "5"}) == Outcome::newer);
    for (int i = 0; offer(store, numbered(i)) == Outcome::newer; ++i) {
    }
    const std::size_t bytes = store.bytes();
    CHECK(offer(store, {"kiwi", "+1." + std::string(10000, '0') + "+2", "6"}) == Outcome::full);
    CHECK(store.bytes() == bytes);
    CHECK(store.find("kiwi")->time == "5");
    CHECK(offer(store, {"kiwi", "+3+4", "6"}) == Outcome::newer);
}

TEST_CASE("a full store refuses new clients and still updates those it knows") {
    Store store(pair_roster(), 10000);
    int kept = 0;
    while (offer(store, numbered(kept)) == Outcome::newer) REQUIRE(++kept < 1000);
    CHECK(kept > 10);
    CHECK(store.bytes() <= 10000);
    CHECK(store.size() == static_cast<std::size_t>(kept));
    for (int i = 0; i < 100; ++i) CHECK(offer(store, numbered(kept + i)) == Outcome::full);
    CHECK(store.size() == static_cast<std::size_t>(kept));
    CHECK(offer(store, numbered(0, "6")) == Outcome::newer);
    CHECK(offer(store, numbered(0, "4")) == Outcome::older);
    CHECK_FALSE(store.find(numbered(kept).client).has_value());
}

TEST_CASE("a walk misses nothing that was there when it began although the store grows") {
    constexpr int at_first = 4000;
    // Every bucket is walked at once: some steps, then growth, then the rest.
    for (const int steps : {0, 1, 2, 3, 5}) {
        Store store(pair_roster(), plenty);
        int next = 0;
        for (; next < at_first; ++next) offer(store, numbered(next));
        std::set<std::string> met;
        std::vector<Store::Cursor> cursors(bucket_count);
        const auto walk = [&](int most) {
            for (std::size_t bucket = 0; bucket < bucket_count; ++bucket) {
                for (int step = 0; step < most; ++step) {
                    const auto record = store.next(bucket, cursors[bucket]);
                    if (!record) break;
                    met.insert(std::string(record->client));
                }
            }
        };
        walk(steps);
        for (; next < 4 * at_first; ++next) offer(store, numbered(next));
        walk(1000);
        int missed = 0;
        for (int i = 0; i < at_first; ++i) missed += met.count(numbered(i).client) == 0;
        INFO(steps);
        CHECK(missed == 0);
    }
}

TEST_CASE("a walk through an empty bucket ends at once") {
    const Store store(pair_roster(), plenty);
    Store::Cursor cursor;
    CHECK_FALSE(store.next(0, cursor).has_value());
    CHECK_FALSE(store.next(bucket_count - 1, cursor).has_value());
}

TEST_CASE("phones near a client are found where they last were") {
    Store store(pair_roster(), plenty);
    offer(store, {"a", "+10+10", "1"});
    offer(store, {"b", "+10.1+10", "1"});
    offer(store, {"c", "+10.2+10", "1"});
    offer(store, {"c", "+50+50", "2"});
    offer(store, {"c", "+10.2+10", "1"});
    const auto near = store.find_near("a", 50, 10);
    REQUIRE(near.size() == 1);
    CHECK(store.record(near[0].id).client == "b");
    CHECK(store.find_near("nobody", 50, 10).empty());
}

TEST_CASE("phones are found while the store has yet to learn where all of them are") {
    // More than one question indexes, so that some are in the grid and some are not.
    Store store(pair_roster(), plenty);
    constexpr int count = 10000;
    const auto line = [](int number, const char* time) {
        return OwnedRecord{"phone" + std::to_string(number),
                           "+10." + std::to_string(1000000 + number) + "+10", time};
    };
    for (int i = 0; i < count; ++i) offer(store, line(i, "1"));
    const auto names = [&store](int number) {
        std::set<std::string> found;
        for (const NearHit& hit : store.find_near("phone" + std::to_string(number), 50, 2)) {
            found.emplace(store.record(hit.id).client);
        }
        return found;
    };
    for (const int number : {9000, 10, 5000, 4095, 4096, 8192, 20, 9998}) {
        INFO(number);
        CHECK(names(number) == std::set<std::string>{"phone" + std::to_string(number - 1),
                                                     "phone" + std::to_string(number + 1)});
    }
    // One that moves away and one that is new are known at once.
    offer(store, {"phone21", "-50-50", "2"});
    offer(store, {"phone9500", "-50-50", "2"});
    offer(store, {"stranger", "-50-50", "2"});
    CHECK(names(21) == std::set<std::string>{"phone9500", "stranger"});
    CHECK(names(20) == std::set<std::string>{"phone18", "phone19"});
}

TEST_CASE("every outcome has words") {
    CHECK(format_outcome(Outcome::newer) == "accepted");
    CHECK(format_outcome(Outcome::same) == "duplicate");
    CHECK(format_outcome(Outcome::older) == "stale");
    CHECK(format_outcome(Outcome::full) == "full");
}

}  // namespace
}  // namespace herd::core

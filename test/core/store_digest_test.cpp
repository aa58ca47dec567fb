#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "core/store.hpp"
#include "core/support/owned_record.hpp"
#include "core/support/pair_roster.hpp"
#include "support/catch.hpp"

namespace herd::core {
namespace {

using test::OwnedRecord;
using test::pair_roster;

std::unique_ptr<Store> make_store(const std::vector<OwnedRecord>& records) {
    auto store = std::make_unique<Store>(pair_roster(), std::size_t{1} << 30);
    for (const OwnedRecord& record : records) store->offer(record.view());
    return store;
}

TEST_CASE("digests are equal whatever the order of offers") {
    std::mt19937 random(1);
    std::vector<OwnedRecord> records;
    for (int i = 0; i < 2000; ++i) {
        // Some hundred clients, so that many records replace or lose against others.
        records.push_back({"phone" + std::to_string(random() % 300),
                           "+" + std::to_string(random() % 90) + "+2", std::to_string(random() % 20),
                           nanoseconds(random() % 5), static_cast<ServerIndex>(random() % 2)});
    }
    const auto first = make_store(records);
    for (int round = 0; round < 10; ++round) {
        std::shuffle(records.begin(), records.end(), random);
        REQUIRE(make_store(records)->digest() == first->digest());
    }
}

TEST_CASE("an empty store has the digest zero") {
    CHECK(make_store({})->digest() == Digest{});
}

TEST_CASE("digests differ in one bucket when one record differs in anything") {
    const OwnedRecord base("kiwi", "+1+2", "5", nanoseconds(7), 0);
    const std::vector<OwnedRecord> others = {
        {"kiwi", "+1+3", "5", nanoseconds(7), 0},   {"kiwi", "+1+2", "6", nanoseconds(7), 0},
        {"kiwi", "+1+2", "5.0", nanoseconds(7), 0}, {"kiwi", "+1+2", "5", nanoseconds(8), 0},
        {"kiwi", "+1+2", "5", nanoseconds(7), 1},
    };
    const std::vector<OwnedRecord> rest = {
        {"emu", "+1+2", "5"}, {"dodo", "+1+2", "5"}, {"rhea", "+1+2", "5"}};
    const auto with = [&rest](const OwnedRecord& record) {
        auto records = rest;
        records.push_back(record);
        return make_store(records);
    };
    for (const OwnedRecord& other : others) {
        INFO(test::format_at_line(other.view(), pair_roster()));
        CHECK(compare_digests(with(base)->digest(), with(other)->digest()).count() == 1);
    }
    CHECK(compare_digests(with(base)->digest(), make_store(rest)->digest()).count() == 1);
    CHECK(compare_digests(with(base)->digest(), with(base)->digest()).none());
}

TEST_CASE("records whose texts run together differently have different digests") {
    const auto a = make_store({{"kiwi", "+1+2", "34"}});
    const auto b = make_store({{"kiwi", "+1+23", "4"}});
    CHECK(a->digest() != b->digest());
}

TEST_CASE("digests depend on names of servers and not on their places in the roster") {
    const Roster turned({"Ball", "Alford"});
    const OwnedRecord here("kiwi", "+1+2", "5", nanoseconds(7), 0);
    const OwnedRecord there("kiwi", "+1+2", "5", nanoseconds(7), 1);
    Store store(turned, 1 << 20);
    store.offer(there.view());
    CHECK(store.digest() == make_store({here})->digest());
}

TEST_CASE("clients spread over all buckets") {
    std::vector<OwnedRecord> records;
    for (int i = 0; i < 20000; ++i) records.push_back({"phone" + std::to_string(i), "+1+2", "5"});
    CHECK(compare_digests(make_store(records)->digest(), Digest{}).all());
}

}  // namespace
}  // namespace herd::core

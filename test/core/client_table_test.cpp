#include "core/client_table.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/hash.hpp"
#include "core/store.hpp"
#include "core/support/owned_record.hpp"
#include "core/support/pair_roster.hpp"
#include "core/support/record_kinds.hpp"
#include "support/catch.hpp"

namespace herd::core {
namespace {

using test::all_kinds;
using test::OwnedRecord;
using test::pair_roster;

/// A herd's stores over one table.
struct SharedStores {
    explicit SharedStores(std::size_t count) : table(std::make_shared<ClientTable>(count)), stores(count) {
        for (std::size_t store = 0; store < count; ++store) start(store);
    }

    void start(std::size_t store) { stores[store].emplace(pair_roster(), std::size_t{1} << 30, table); }
    void crash(std::size_t store) { stores[store].reset(); }
    Outcome offer(std::size_t store, const OwnedRecord& record) {
        return stores[store]->offer(record.view()).outcome;
    }

    std::shared_ptr<ClientTable> table;
    std::vector<std::optional<Store>> stores;
};

/// Two names whose tags are equal in a table without a seed.
std::pair<std::string, std::string> find_equal_tags() {
    std::vector<std::pair<std::uint32_t, int>> tags;
    for (int i = 0; i < 300'000; ++i)
        tags.emplace_back(static_cast<std::uint32_t>(hash_bytes("phone" + std::to_string(i)) >> 32), i);
    std::sort(tags.begin(), tags.end());
    const auto found = std::adjacent_find(tags.begin(), tags.end(),
                                          [](const auto& a, const auto& b) { return a.first == b.first; });
    REQUIRE(found != tags.end());
    return {"phone" + std::to_string(found->second), "phone" + std::to_string((found + 1)->second)};
}

TEST_CASE("a record that several stores have is there once") {
    for (const auto& kind : all_kinds()) {
        SharedStores herd(5);
        for (std::size_t store = 0; store < 5; ++store) CHECK(herd.offer(store, kind) == Outcome::newer);
        CHECK(herd.table->records().size() == 1);
        CHECK(herd.table->size() == 1);
        for (std::size_t store = 0; store < 5; ++store) {
            CHECK(herd.offer(store, kind) == Outcome::same);
            CHECK(herd.stores[store]->find(kind.client)->location == kind.location);
            CHECK(herd.stores[store]->bytes() == record_cost(kind.view()) + 24);
        }
    }
}

TEST_CASE("a record stays as long as any store has it") {
    SharedStores herd(3);
    for (std::size_t store = 0; store < 3; ++store) herd.offer(store, {"kiwi", "+1+2", "5"});
    herd.offer(0, {"kiwi", "+3+4", "6"});
    CHECK(herd.table->records().size() == 2);
    herd.offer(1, {"kiwi", "+3+4", "6"});
    CHECK(herd.table->records().size() == 2);
    CHECK(herd.stores[2]->find("kiwi")->location == "+1+2");
    herd.offer(2, {"kiwi", "+3+4", "6"});
    CHECK(herd.table->records().size() == 1);
}

TEST_CASE("once the only store with a client's newest record is gone the next newest is there once") {
    for (const auto& kind : all_kinds()) {
        OwnedRecord newer = kind;
        newer.receipt -= nanoseconds(1);
        SharedStores herd(3);
        CHECK(herd.offer(2, newer) == Outcome::newer);
        CHECK(herd.offer(0, kind) == Outcome::newer);
        CHECK(herd.offer(1, kind) == Outcome::newer);
        CHECK(herd.table->records().size() == 3);
        herd.crash(2);
        CHECK(herd.table->records().size() == 1);
        herd.start(2);
        for (std::size_t store = 0; store < 3; ++store) {
            const std::uint64_t client = hash_bytes(kind.client);
            const ClientId guess = herd.stores[store]->prefetch_row(client);
            CHECK(herd.stores[store]->offer(kind.view(), client, guess).outcome ==
                  (store == 2 ? Outcome::newer : Outcome::same));
        }
        CHECK(herd.table->records().size() == 1);
        CHECK(herd.offer(0, newer) == Outcome::newer);
        CHECK(herd.stores[0]->find(kind.client)->receipt == newer.receipt);
        CHECK(herd.stores[1]->find(kind.client)->receipt == kind.receipt);
    }
}

TEST_CASE("a store knows nothing of what others know") {
    SharedStores herd(3);
    herd.offer(0, {"kiwi", "+1+2", "5"});
    herd.offer(1, {"emu", "+1.1+2", "5"});
    CHECK_FALSE(herd.stores[1]->find("kiwi").has_value());
    CHECK_FALSE(herd.stores[1]->find_hash(hash_bytes("kiwi")).has_value());
    CHECK_FALSE(herd.stores[1]->find_location("kiwi").has_value());
    CHECK(herd.stores[1]->is_missing(herd.stores[0]->announce(*herd.stores[0]->find("kiwi"))));
    CHECK(herd.stores[1]->find_near("emu", 100, 10).empty());
    CHECK(herd.stores[1]->find_near("kiwi", 100, 10).empty());
    CHECK(herd.stores[2]->size() == 0);
    CHECK(herd.stores[2]->bytes() == 0);
    CHECK(herd.stores[2]->digest() == Digest{});
    Store::Cursor cursor;
    CHECK_FALSE(herd.stores[1]->next(bucket_of(hash_bytes("kiwi")), cursor).has_value());
    // An older record than another store's is news to one that has none.
    CHECK(herd.offer(2, {"kiwi", "+5+6", "4"}) == Outcome::newer);
    CHECK(herd.stores[0]->find("kiwi")->location == "+1+2");
    CHECK(herd.stores[2]->find("kiwi")->location == "+5+6");
}

TEST_CASE("clients whose tags are equal are told apart as they come and go") {
    const auto [one, other] = find_equal_tags();
    SharedStores herd(3);
    herd.offer(0, {one, "+1+2", "5"});
    CHECK(herd.offer(1, {other, "+1+2", "5"}) == Outcome::newer);
    CHECK_FALSE(herd.stores[0]->find(other).has_value());
    CHECK(herd.offer(2, {one, "+3+4", "6"}) == Outcome::newer);
    CHECK(herd.offer(2, {other, "+5+6", "6"}) == Outcome::newer);
    CHECK(herd.table->size() == 2);
    herd.crash(0);
    herd.crash(1);
    CHECK(herd.stores[2]->find(one)->location == "+3+4");
    CHECK(herd.stores[2]->find(other)->location == "+5+6");
    herd.start(0);
    CHECK(herd.offer(0, {other, "+5+6", "6"}) == Outcome::newer);
    herd.crash(2);
    CHECK(herd.table->size() == 1);
    CHECK_FALSE(herd.stores[0]->find(one).has_value());
    CHECK(herd.stores[0]->find(other)->location == "+5+6");
}

TEST_CASE("clients that no store knows any more make room for others") {
    SharedStores herd(2);
    herd.offer(1, {"kiwi", "+1+2", "5"});
    for (int round = 0; round < 5; ++round) {
        for (int i = 0; i < 1000; ++i) {
            const std::string name = std::string(40, 'x') + std::to_string(round * 1000 + i);
            REQUIRE(herd.offer(0, {name, "+1+2", "5"}) == Outcome::newer);
        }
        CHECK(herd.table->size() == 1001);
        CHECK(herd.table->end() == 1001);
        CHECK(herd.table->records().size() == 1001);
        herd.crash(0);
        CHECK(herd.table->size() == 1);
        CHECK(herd.table->records().size() == 1);
        herd.start(0);
        CHECK(herd.stores[0]->size() == 0);
    }
    CHECK(herd.stores[1]->find("kiwi")->location == "+1+2");
}

TEST_CASE("a table that nobody knows anybody of begins anew with the stores that are there") {
    SharedStores herd(3);
    herd.stores[2]->find_near("", 0, 0);
    for (int i = 0; i < 5000; ++i) herd.offer(0, {"phone" + std::to_string(i), "+1+2", "5"});
    herd.stores[2]->find_near("", 0, 0);
    herd.crash(0);
    CHECK(herd.table->size() == 0);
    CHECK(herd.table->end() == 0);
    for (const std::size_t store : {1, 2}) {
        CHECK(herd.offer(store, {"kiwi", "+1+2", "5"}) == Outcome::newer);
        CHECK(herd.offer(store, {"emu", "+1.1+2", "5"}) == Outcome::newer);
        const auto near = herd.stores[store]->find_near("kiwi", 100, 10);
        REQUIRE(near.size() == 1);
        CHECK(herd.stores[store]->record(near[0].id).client == "emu");
    }
    CHECK(herd.table->records().size() == 2);
}

TEST_CASE("the limit of a store is its own whatever others have") {
    const auto table = std::make_shared<ClientTable>(2);
    Store large(pair_roster(), std::size_t{1} << 30, table);
    Store small(pair_roster(), 880, table);
    Store alone(pair_roster(), 880);
    const auto offer_to = [](Store& store, int number) {
        return store.offer(OwnedRecord("phone" + std::to_string(number), "+1+2", "5").view()).outcome;
    };
    for (int i = 0; i < 100; ++i) REQUIRE(offer_to(large, i) == Outcome::newer);
    for (int i = 0; i < 100; ++i) REQUIRE(offer_to(small, i) == offer_to(alone, i));
    CHECK(small.size() == 10);
    CHECK(small.bytes() == alone.bytes());
    const OwnedRecord longer("phone1", "+1." + std::string(100, '0') + "+2", "6");
    CHECK(large.offer(longer.view()).outcome == Outcome::newer);
    CHECK(small.offer(longer.view()).outcome == Outcome::full);
    CHECK(small.find("phone1")->time == "5");
}

}  // namespace
}  // namespace herd::core

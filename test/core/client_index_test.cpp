#include "core/client_index.hpp"

#include <cstdint>
#include <random>
#include <set>
#include <vector>

#include "support/catch.hpp"

namespace herd::core {
namespace {

bool is_found(const ClientIndex& index, const std::vector<std::uint64_t>& clients, RecordId id) {
    const auto found = index.find(clients[id], [&](RecordId at) { return clients[at] == clients[id]; });
    return found == id;
}

/// All ids by walks through every bucket, each met in its client's own one. Ids met twice count once.
std::set<RecordId> walk_all(const ClientIndex& index, const std::vector<std::uint64_t>& clients) {
    std::set<RecordId> met;
    for (std::size_t bucket = 0; bucket < bucket_count; ++bucket) {
        ClientIndex::Cursor cursor;
        while (const auto id = index.next(bucket, cursor)) {
            CHECK(bucket_of(clients[*id]) == bucket);
            met.insert(*id);
        }
        CHECK_FALSE(index.next(bucket, cursor).has_value());
    }
    return met;
}

TEST_CASE("an index finds every client at every size, also while it grows") {
    std::mt19937_64 random(1);
    ClientIndex index;
    std::vector<std::uint64_t> clients;
    while (clients.size() < 5000) {
        clients.push_back(random());
        index.add(clients.back(), static_cast<RecordId>(clients.size() - 1));
        if (clients.size() > 300 && clients.size() % 97 != 0) continue;
        for (RecordId id = 0; id < clients.size(); ++id) REQUIRE(is_found(index, clients, id));
        REQUIRE_FALSE(index.find(random(), [](RecordId) { return true; }).has_value());
        REQUIRE(walk_all(index, clients).size() == clients.size());
    }
}

TEST_CASE("an index copes with clients that crowd in one place") {
    // Homes at the very end of the table, so that their runs go round, and many with the same hash.
    for (const std::uint64_t base : {UINT64_MAX << 40, std::uint64_t{0}, std::uint64_t{1} << 63}) {
        ClientIndex index;
        std::vector<std::uint64_t> clients;
        for (std::uint64_t i = 0; i < 700; ++i) {
            clients.push_back(base + (i % 7 == 0 ? i << 22 : i));
            index.add(clients.back(), static_cast<RecordId>(i));
            for (RecordId id = 0; id <= i; id += 1 + id / 8) REQUIRE(is_found(index, clients, id));
        }
        CHECK(walk_all(index, clients).size() == clients.size());
    }
}

TEST_CASE("a walk that pauses while the index grows ends, and meets all that was there") {
    std::mt19937_64 random(2);
    for (const std::size_t at_first : {5, 100, 3000}) {
        ClientIndex index;
        std::vector<std::uint64_t> clients;
        // All in one bucket, so that a walk through it is long.
        const auto add = [&] {
            clients.push_back(random() >> 10);
            index.add(clients.back(), static_cast<RecordId>(clients.size() - 1));
        };
        while (clients.size() < at_first) add();
        std::set<RecordId> met;
        ClientIndex::Cursor cursor;
        std::size_t steps = 0;
        while (const auto id = index.next(0, cursor)) {
            met.insert(*id);
            if (++steps < 4 * at_first) add();
            REQUIRE(steps < 100 * at_first);
        }
        std::size_t missed = 0;
        for (RecordId id = 0; id < at_first; ++id) missed += met.count(id) == 0;
        INFO(at_first);
        CHECK(missed == 0);
    }
}

}  // namespace
}  // namespace herd::core

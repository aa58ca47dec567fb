#include "core/client_index.hpp"

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "core/bucket_lists.hpp"
#include "support/catch.hpp"

namespace herd::core {
namespace {

constexpr std::uint64_t seed = 0x9e3779b97f4a7c15U;

bool is_found(const ClientIndex& index, const std::vector<std::uint64_t>& clients, ClientId id) {
    const auto found = index.find(clients[id], [&](ClientId at) { return clients[at] == clients[id]; });
    return found == id;
}

TEST_CASE("an index finds every client at every size, also while it grows") {
    for (const std::uint64_t any : {seed, std::uint64_t{0}}) {
        std::mt19937_64 random(1);
        ClientIndex index(any);
        std::vector<std::uint64_t> clients;
        while (clients.size() < 5000) {
            clients.push_back(random());
            index.add(clients.back(), static_cast<ClientId>(clients.size() - 1));
            if (clients.size() > 300 && clients.size() % 97 != 0) continue;
            for (ClientId id = 0; id < clients.size(); ++id) REQUIRE(is_found(index, clients, id));
            REQUIRE(index.find(random(), [](ClientId) { return true; }) == nobody);
        }
    }
}

TEST_CASE("an index finds clients that crowd in one place") {
    // Without a seed: homes at the very end of the table, so that their runs go round, and many with one
    // hash.
    for (const std::uint64_t base : {UINT64_MAX << 40, std::uint64_t{0}, std::uint64_t{1} << 63}) {
        ClientIndex index(0);
        std::vector<std::uint64_t> clients;
        for (std::uint64_t i = 0; i < 700; ++i) {
            clients.push_back(base + (i % 7 == 0 ? i << 22 : i));
            index.add(clients.back(), static_cast<ClientId>(i));
            for (ClientId id = 0; id <= i; id += 1 + id / 8) REQUIRE(is_found(index, clients, id));
        }
    }
}

// An index whose order can be foreseen takes some 10^11 steps for these, and so does not end in time.
TEST_CASE("clients that chose names of one bucket do not crowd in one place") {
    std::mt19937_64 random(2);
    ClientIndex index(seed);
    std::vector<std::uint64_t> clients;
    for (ClientId id = 0; id < 400'000; ++id) {
        clients.push_back(random() >> 10);
        index.add(clients.back(), id);
    }
    std::size_t found = 0;
    for (ClientId id = 0; id < clients.size(); ++id) found += is_found(index, clients, id);
    CHECK(found == clients.size());
}

TEST_CASE("an index finds those that are left while others come and go at every size") {
    // Spread, and crowded at the end of the table, so that runs go round and are closed up around it.
    for (const std::uint64_t base : {std::uint64_t{0}, UINT64_MAX << 40}) {
        std::mt19937_64 random(3);
        ClientIndex index(base == 0 ? seed : 0);
        std::vector<std::uint64_t> clients;
        std::vector<ClientId> there;
        // Some hashes are equal.
        const auto is_there = [&](ClientId id) {
            return index.find(clients[id], [id](ClientId at) { return at == id; }) != nobody;
        };
        while (clients.size() < 3000) {
            // More come than go, so that the index grows now and then.
            if (!there.empty() && random() % 5 < 2) {
                std::swap(there[random() % there.size()], there.back());
                index.remove(clients[there.back()], there.back());
                REQUIRE_FALSE(is_there(there.back()));
                there.pop_back();
            } else {
                clients.push_back(base == 0 ? random() : base + random() % 1024 * (UINT64_MAX >> 24));
                there.push_back(static_cast<ClientId>(clients.size() - 1));
                index.add(clients.back(), there.back());
            }
            if (clients.size() > 200 && random() % 64 != 0) continue;
            for (const ClientId id : there) REQUIRE(is_there(id));
        }
    }
}

TEST_CASE("an index that is cleared knows nobody and finds who comes then") {
    ClientIndex index(seed);
    for (ClientId id = 0; id < 100; ++id) index.add(id * seed, id);
    index.clear();
    CHECK(index.guess(seed) == nobody);
    index.add(seed, 7);
    CHECK(index.guess(seed) == 7);
}

TEST_CASE("a walk that pauses meets each record that was there once and in its own bucket") {
    for (const std::uint32_t pause : {0U, 1U, 7U, 40U}) {
        BucketLists lists;
        constexpr std::uint32_t count = 100;
        for (ClientId id = 0; id < count; ++id) lists.add(id % 3, id);
        std::vector<int> met(2 * count);
        BucketLists::Cursor cursor;
        for (std::uint32_t step = 0; const auto id = lists.next(1, cursor); ++step) {
            REQUIRE(*id % 3 == 1);
            ++met[*id];
            if (step == pause) {
                for (ClientId added = count; added < 2 * count; ++added) lists.add(added % 3, added);
            }
        }
        CHECK_FALSE(lists.next(1, cursor).has_value());
        for (ClientId id = 1; id < count; id += 3) CHECK(met[id] == 1);
        BucketLists::Cursor other;
        CHECK_FALSE(lists.next(5, other).has_value());
    }
}

}  // namespace
}  // namespace herd::core

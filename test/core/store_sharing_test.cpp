// Several stores over one table, against as many plain maps.

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "core/hash.hpp"
#include "core/store.hpp"
#include "core/support/owned_record.hpp"
#include "core/support/pair_roster.hpp"
#include "core/support/store_contents.hpp"
#include "support/catch.hpp"

namespace herd::core {
namespace {

using test::OwnedRecord;
using test::pair_roster;

/// What a store should have, in the plainest way.
class ModelStore {
public:
    Outcome offer(const OwnedRecord& record) {
        const auto kept = records_.find(record.client);
        if (kept != records_.end()) {
            const auto order = compare_age(record.view(), kept->second.view(), pair_roster());
            if (order == 0) return Outcome::same;
            if (order < 0) return Outcome::older;
        }
        records_.insert_or_assign(record.client, record);
        return Outcome::newer;
    }

    test::Contents contents() const {
        test::Contents contents;
        for (const auto& [client, record] : records_)
            contents[client] = test::format_at_line(record.view(), pair_roster());
        return contents;
    }
    Digest digest() const {
        Digest digest{};
        for (const auto& [client, record] : records_)
            digest[bucket_of(hash_bytes(client))] += hash_record(record.view(), pair_roster());
        return digest;
    }
    std::size_t bytes() const {
        std::size_t bytes = 0;
        for (const auto& [client, record] : records_) bytes += record_cost(record.view()) + 24;
        return bytes;
    }
    std::set<std::string> names() const {
        std::set<std::string> names;
        for (const auto& [client, record] : records_) names.insert(client);
        return names;
    }
    std::set<std::string> near(const std::string& client, double km) const {
        std::set<std::string> found;
        const auto center = records_.find(client);
        if (center == records_.end()) return found;
        for (const auto& [other, record] : records_) {
            if (other != client && great_circle_km(center->second.at(), record.at()) <= km)
                found.insert(other);
        }
        return found;
    }

private:
    std::map<std::string, OwnedRecord> records_;
};

struct Pair {
    std::optional<Store> store;
    ModelStore model;
};

class RandomHerd {
public:
    explicit RandomHerd(unsigned seed)
        : random_(seed), table_(std::make_shared<ClientTable>(1 + below(6))), pairs_(1 + below(20)) {
        for (auto& pair : pairs_) start(pair);
    }

    void step() {
        Pair& pair = pairs_[below(pairs_.size())];
        const auto kind = below(1000);
        if (kind < 3) {
            start(pair);
        } else if (kind < 10) {
            ask_near(pair);
        } else if (kind < 500 && !told_.empty()) {
            // What somebody has told already, mostly lately.
            const std::size_t back = std::min(told_.size(), below(4) == 0 ? told_.size() : std::size_t{30});
            offer(pair, told_[told_.size() - 1 - below(back)]);
        } else {
            told_.push_back(draw());
            offer(pair, told_.back());
        }
    }

    void check() {
        std::set<std::string> known;
        for (auto& pair : pairs_) {
            REQUIRE(test::read_contents(*pair.store, pair_roster()) == pair.model.contents());
            REQUIRE(pair.store->digest() == pair.model.digest());
            REQUIRE(pair.store->bytes() == pair.model.bytes());
            REQUIRE(pair.store->size() == pair.model.names().size());
            known.merge(pair.model.names());
        }
        REQUIRE(table_->size() == known.size());
        // Each client's latest one, and what some store has otherwise.
        REQUIRE(table_->records().size() <= known.size() * (pairs_.size() + 1));
    }

    void crash_all() {
        while (!pairs_.empty()) {
            pairs_.pop_back();
            if (!pairs_.empty()) check();
        }
        REQUIRE(table_->size() == 0);
        REQUIRE(table_->records().size() == 0);
    }

private:
    std::size_t below(std::size_t bound) { return random_() % bound; }

    void start(Pair& pair) {
        pair.store.emplace(pair_roster(), std::size_t{1} << 30, table_);
        pair.model = {};
    }

    void offer(Pair& pair, const OwnedRecord& record) {
        // As servers do: sometimes with the client's memory fetched ahead, which brings a guess.
        const auto view = record.view();
        const auto form = shorten(view);
        const std::uint64_t client = hash_bytes(record.client);
        Record offered = view;
        if (form && below(2) == 0) offered.short_form = &*form;
        const ClientId guess = below(2) == 0 ? pair.store->prefetch_row(client) : nobody;
        REQUIRE(pair.store->offer(offered, client, guess).outcome == pair.model.offer(record));
    }

    void ask_near(Pair& pair) {
        const std::string client = draw().client;
        std::set<std::string> found;
        for (const NearHit& hit : pair.store->find_near(client, 300, 1000))
            found.emplace(pair.store->record(hit.id).client);
        REQUIRE(found == pair.model.near(client, 300));
    }

    OwnedRecord draw() {
        std::string client = "phone" + std::to_string(below(200));
        if (below(10) == 0) client += std::string(30, 'x');
        const std::string zeros(below(8) == 0 ? 100 : 1, '0');
        return {client, "+" + std::to_string(below(9)) + "." + zeros + "+2",
                std::to_string(told_.size() / 8 + below(20)), nanoseconds(below(3)),
                static_cast<ServerIndex>(below(2))};
    }

    std::mt19937 random_;
    std::shared_ptr<ClientTable> table_;
    std::vector<Pair> pairs_;
    std::vector<OwnedRecord> told_;
};

TEST_CASE("stores over one table have what stores of their own would have whoever crashes") {
    for (unsigned seed = 0; seed < 12; ++seed) {
        INFO(seed);
        RandomHerd herd(seed);
        for (int step = 0; step < 4000; ++step) {
            herd.step();
            if (step % 500 == 0) herd.check();
        }
        herd.check();
        herd.crash_all();
    }
}

}  // namespace
}  // namespace herd::core

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "core/support/fake_herd.hpp"
#include "support/catch.hpp"

namespace herd::test {
namespace {

/// What happens to a herd at random, and what has to be true whatever it was.
class Chaos {
public:
    explicit Chaos(std::uint32_t seed)
        : random_(seed), herd_(make_topology(random_), seed, Delivery::mixed, options()) {}

    void run() {
        const int events = 20 + static_cast<int>(random_() % 80);
        for (int i = 0; i < events; ++i) {
            happen();
            for (auto steps = random_() % 20; steps > 0; --steps) herd_.step();
        }
    }

    /// Everything is mended; what is wrong with the herd then, empty for nothing.
    std::string find_fault() {
        // Of what the servers hold now, nothing older may be left in the end.
        std::map<std::string, OwnedRecord> newest;
        for (std::size_t server = 0; server < herd_.size(); ++server) {
            for_each_record(server, [&](const core::Record& record) {
                const auto [kept, is_first] =
                    newest.try_emplace(std::string(record.client), OwnedRecord(record));
                if (!is_first && std::is_gt(compare_age(record, kept->second.view(), herd_.roster()))) {
                    kept->second = OwnedRecord(record);
                }
            });
        }
        herd_.release_all();
        herd_.heal_all();
        herd_.settle();
        if (const std::string fault = herd_.find_fault(); !fault.empty()) return fault;
        std::string fault;
        for_each_record(0, [&](const core::Record& record) {
            const std::string line = format_at_line(record, herd_.roster());
            if (!answers_.contains(line + "\n")) fault = "nobody was answered " + line;
            const auto held = newest.find(std::string(record.client));
            if (held == newest.end()) return;
            if (std::is_lt(compare_age(record, held->second.view(), herd_.roster())))
                fault = "lost what was newer than " + line;
            newest.erase(held);
        });
        return fault.empty() && !newest.empty() ? "lost " + newest.begin()->first : fault;
    }

private:
    static core::ServerOptions options() {
        core::ServerOptions options;
        options.neighbour_queue_limit = 2000;  // so that it overflows
        return options;
    }

    static Topology make_topology(std::mt19937& random) {
        const std::size_t servers = 2 + random() % 6;
        return make_connected(servers, random() % 6, random);
    }

    template <class Visit>
    void for_each_record(std::size_t server, Visit visit) {
        for (std::size_t bucket = 0; bucket < core::bucket_count; ++bucket) {
            core::Store::Cursor cursor;
            while (const auto record = herd_.server(server).store().next(bucket, cursor)) visit(*record);
        }
    }

    /// Few clients and few times, so that ties and stale updates are frequent.
    void tell() {
        const std::string line = "IAMAT phone" + std::to_string(random_() % 12) + " +" +
                                 std::to_string(random_() % 90) + "-118 " + std::to_string(random_() % 6);
        answers_.insert(herd_.tell(random_() % herd_.size(), line));
    }

    void happen() {
        const std::size_t server = random_() % herd_.size();
        const std::size_t link = random_() % herd_.topology().links.size();
        const int end = static_cast<int>(random_() % 2);
        switch (random_() % 12) {
            case 0:
                return herd_.cut(link);
            case 1:
                return herd_.heal(link);
            case 2:
                return herd_.stall(link, end);
            case 3:
                return herd_.release_all();
            case 4:
                return random_() % 4 ? herd_.heal_all() : herd_.restart(server);
            case 5:
                // Back as well as forth, and often the same as another server's.
                return herd_.set_clock(server, nanoseconds(random_() % 3) - nanoseconds(1));
            case 6:
                for (int i = 0; i < 60; ++i) tell();
                return;
            default:
                return tell();
        }
    }

    std::mt19937 random_;
    FakeHerd herd_;
    std::set<std::string> answers_;
};

TEST_CASE("a herd agrees after anything that may happen to it") {
    for (std::uint32_t seed = 1; seed <= 400; ++seed) {
        INFO("seed " << seed);
        Chaos chaos(seed);
        chaos.run();
        REQUIRE(chaos.find_fault() == "");
    }
}

}  // namespace
}  // namespace herd::test

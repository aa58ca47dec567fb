#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/support/fake_herd.hpp"
#include "support/catch.hpp"

namespace herd::test {
namespace {

/// What happens to a herd at random, and what has to be true whatever it was.
class Chaos {
public:
    enum class Mode { flood, tree, mixed };

    explicit Chaos(std::uint32_t seed, Mode mode = Mode::flood, std::size_t queue_limit = 2000)
        : random_(seed),
          herd_(make_topology(random_), seed, Delivery::mixed, options(queue_limit), modes(mode, seed)) {}

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

    /// After that: how many messages the updates of all servers cost on average, once each has told two.
    double measure_cost() {
        for (int round = 0; round < 2; ++round) tell_round();
        const auto before = herd_.counters().flooded;
        tell_round();
        return static_cast<double>(herd_.counters().flooded - before) / static_cast<double>(herd_.size());
    }

    std::size_t size() const { return herd_.size(); }

private:
    void tell_round() {
        for (std::size_t server = 0; server < herd_.size(); ++server) {
            herd_.tell(server, "IAMAT last" + std::to_string(++lasts_) + " +34-118 5");
            herd_.settle();
        }
    }

    /// A queue so short that it overflows.
    static core::ServerOptions options(std::size_t queue_limit) {
        core::ServerOptions options;
        options.neighbour_queue_limit = queue_limit;
        return options;
    }

    static std::vector<core::Propagation> modes(Mode mode, std::uint32_t seed) {
        std::vector<core::Propagation> modes;
        for (std::size_t server = 0; server < most_servers; ++server) {
            const bool is_tree = mode == Mode::tree || (mode == Mode::mixed && (seed >> server & 1) == 0);
            modes.push_back(is_tree ? core::Propagation::tree : core::Propagation::flood);
        }
        return modes;
    }

    static constexpr std::size_t most_servers = 7;

    static Topology make_topology(std::mt19937& random) {
        const std::size_t servers = 2 + random() % (most_servers - 1);
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
        // So long that announcements are made and missing records asked for, now and then.
        if (random_() % 4 == 0) herd_.pass(std::chrono::milliseconds(random_() % 120));
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
    int lasts_ = 0;
};

TEST_CASE("a herd agrees after anything that may happen to it") {
    for (std::uint32_t seed = 1; seed <= 400; ++seed) {
        INFO("seed " << seed);
        Chaos chaos(seed);
        chaos.run();
        REQUIRE(chaos.find_fault() == "");
    }
}

TEST_CASE("so does a herd with trees") {
    for (std::uint32_t seed = 1; seed <= 400; ++seed) {
        INFO("seed " << seed);
        Chaos chaos(seed, Chaos::Mode::tree);
        chaos.run();
        REQUIRE(chaos.find_fault() == "");
        REQUIRE(chaos.measure_cost() == static_cast<double>(chaos.size() - 1));
    }
}

TEST_CASE("so does a herd of which some servers have trees and others flood") {
    for (std::uint32_t seed = 1; seed <= 400; ++seed) {
        INFO("seed " << seed);
        Chaos chaos(seed, Chaos::Mode::mixed);
        chaos.run();
        REQUIRE(chaos.find_fault() == "");
    }
}

TEST_CASE("so does a herd whose queues have room for next to nothing") {
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        INFO("seed " << seed);
        Chaos chaos(seed, seed % 2 ? Chaos::Mode::tree : Chaos::Mode::flood, 1 + seed);
        chaos.run();
        REQUIRE(chaos.find_fault() == "");
    }
}

}  // namespace
}  // namespace herd::test

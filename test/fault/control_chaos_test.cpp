#include <algorithm>
#include <set>
#include <string>

#include "fault/random.hpp"
#include "support/catch.hpp"
#include "support/fake_target.hpp"

namespace herd::fault {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

class Chaos {
public:
    Chaos(const test::Topology& topology, std::uint64_t seed) : herd(topology, seed), random_(seed) {}

    void step() {
        now_ += nanoseconds(static_cast<std::int64_t>(random_.below(20'000'000)));
        const auto link = random_.below(herd.map.links().size());
        switch (random_.below(8)) {
            case 0:
                herd.control.on_deadline(at(now_));
                break;
            case 1:
                herd.control.on_dropped(link, at(now_));
                break;
            case 2:
                herd.control.on_spent(
                    link, static_cast<int>(random_.below(2)),
                    random_.below(2) == 0 ? Control::Spent::corrupt : Control::Spent::close_after, at(now_));
                break;
            case 3:
                herd.control.lift(random_.below(20) == 0 ? random_.below(1000) : last_, at(now_));
                break;
            default: {
                const auto id = herd.control.apply(draw_fault(), at(now_));
                if (id && *id != 0) last_ = *id;
            }
        }
    }

    // What the control says is what the target was told, and what all faults in force come to.
    void check() {
        std::set<LinkIndex> cut;
        for (const auto& [id, fault, until] : herd.control.in_force()) {
            if (const auto* what = std::get_if<Cut>(&fault.action))
                cut.insert(herd.link(what->link.a, what->link.b));
            if (const auto* what = std::get_if<DropFirst>(&fault.action))
                cut.insert(herd.link(what->link.a, what->link.b));
            REQUIRE(until.has_value() == fault.lasts.has_value());
            if (until) REQUIRE_FALSE(herd.control.is_steady());
        }
        for (LinkIndex link = 0; link < herd.map.links().size(); ++link) {
            const auto& state = herd.control.link_state(link);
            REQUIRE(state == herd.target.states[link]);
            if (cut.count(link) != 0) REQUIRE(state.is_cut);
            if (state.is_cut && cut.count(link) == 0) REQUIRE(state.is_flapping);
        }
        // One of each kind at each place: a link and its two directions, and a server.
        REQUIRE(herd.control.in_force().size() <=
                11 * 3 * herd.map.links().size() + 3 * herd.map.roster().size());
    }

    void heal() {
        herd.apply(HealAll{}, now_);
        for (ServerIndex server = 0; server < herd.map.roster().size(); ++server)
            herd.apply(Start{herd.map.roster().name(server)}, now_);
        REQUIRE(herd.control.in_force().empty());
        REQUIRE(herd.control.is_steady());
        for (LinkIndex link = 0; link < herd.map.links().size(); ++link)
            REQUIRE(herd.target.states[link] == LinkState());
        check_notes();
    }

private:
    // Each fault that was told as set is told as lifted, and each server ends as it began.
    void check_notes() {
        std::multiset<std::string> set;
        std::set<std::string> paused;
        std::string clock;
        const std::string notes = herd.notes();
        for (std::size_t at = 0; at < notes.size();) {
            const auto end = std::min(notes.find('\n', at), notes.size());
            const std::string line = notes.substr(at, end - at);
            at = end + 1;
            if (line.starts_with("set ")) set.insert(line.substr(4));
            if (line.starts_with("lifted ")) {
                const auto found = set.find(line.substr(7));
                REQUIRE(found != set.end());
                set.erase(found);
            }
            if (line.starts_with("pause ")) REQUIRE(paused.insert(line.substr(6)).second);
            if (line.starts_with("resume ")) REQUIRE(paused.erase(line.substr(7)) == 1);
            if (line.starts_with("stop ")) paused.erase(line.substr(5));
            if (line.starts_with("crash ")) paused.erase(line.substr(6));
        }
        REQUIRE(set.empty());
        REQUIRE(paused.empty());
    }

    std::string draw_server() {
        return herd.map.roster().name(static_cast<ServerIndex>(random_.below(herd.map.roster().size())));
    }
    LinkName draw_link() {
        const auto [a, b] = herd.map.links()[random_.below(herd.map.links().size())];
        const bool is_turned = random_.below(2) == 0;
        return {herd.map.roster().name(is_turned ? b : a), herd.map.roster().name(is_turned ? a : b)};
    }
    Where draw_where() {
        const LinkName link = draw_link();
        if (random_.below(2) == 0) return link;
        return DirectionName{link.a, link.b};
    }
    nanoseconds draw_time() { return milliseconds(1) + milliseconds(random_.below(100)); }

    Action draw_action() {
        switch (random_.below(26)) {
            case 0:
                return Cut{draw_link()};
            case 1:
                return Refuse{draw_link()};
            case 2:
                return Reset{draw_link()};
            case 3:
                return Stall{draw_where()};
            case 4:
                return Latency{draw_where(), draw_time(), draw_time()};
            case 5:
                return Bandwidth{draw_where(), 1 + random_.below(3)};
            case 6:
                return Slice{draw_where(), 1, draw_time()};
            case 7:
                return CloseAfter{draw_where(), 1 + random_.below(3)};
            case 8:
                return DropFirst{draw_link(), 1 + random_.below(3)};
            case 9:
                return Flap{draw_link(), draw_time()};
            case 10:
                return Corrupt{draw_where()};
            case 11:
                return Stop{draw_server()};
            case 12:
                return Crash{draw_server()};
            case 13:
                return Start{draw_server()};
            case 14:
                return Pause{draw_server()};
            case 15:
                return Resume{draw_server()};
            case 16:
                return Clock{draw_server(), draw_time() - milliseconds(50), double(random_.below(2))};
            case 17:
                return Isolate{draw_server()};
            case 18:
                return Split{{{draw_server()}}};
            case 19:
                return Bridge{draw_server(), {{draw_server()}}};
            case 20:
                return Majorities{};
            case 21:
                return Swizzle{draw_time()};
            case 22:
                return Heal{draw_link()};
            case 23:
                return HealAll{};
            case 24:
                return Cut{{draw_server(), draw_server()}};  // mostly no link
            default:
                return Stop{"nobody"};
        }
    }
    Fault draw_fault() {
        Fault fault{draw_action(), {}};
        if (random_.below(2) == 0) fault.lasts = draw_time();
        return fault;
    }

    FaultyHerd herd;
    Random random_;
    nanoseconds now_{};
    FaultId last_ = 0;
};

void run(const test::Topology& topology, std::uint64_t seed, int steps) {
    CAPTURE(seed);
    Chaos chaos(topology, seed);
    for (int i = 0; i < steps; ++i) {
        chaos.step();
        if (i % 16 == 0) chaos.check();
    }
    chaos.check();
    chaos.heal();
}

TEST_CASE("thousands of random faults and times end in a whole herd when all is healed") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        run(test::classic_ring(), seed, 2000);
        run(test::make_mesh(6), seed, 500);
        run(test::make_random(12, 15, static_cast<unsigned>(seed)), seed, 500);
    }
}

TEST_CASE("a herd of hundreds of links is split and healed in no time") {
    FaultyHerd herd(test::make_mesh(60));
    Split split{{{}}};
    for (ServerIndex server = 0; server < 30; ++server)
        split.groups[0].push_back(herd.map.roster().name(server));
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 50; ++i) {
        herd.apply(split, {}, hours(1));
        herd.apply(HealAll{});
        herd.notes();
    }
    // 50 times 900 links, both ways: a second is a hundred times what it takes.
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
}

}  // namespace
}  // namespace herd::fault

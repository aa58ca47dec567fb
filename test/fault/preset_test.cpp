#include "fault/preset.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "support/catch.hpp"
#include "support/fake_target.hpp"

namespace herd::fault {
namespace {

using std::chrono::milliseconds;

std::string name_links(const HerdMap& map, const std::vector<LinkIndex>& links) {
    std::string text;
    for (const LinkIndex link : links) {
        const auto [a, b] = map.links()[link];
        text += (text.empty() ? "" : " ") + map.roster().name(a) + "-" + map.roster().name(b);
    }
    return text;
}

// The links that a preset cuts, in words.
template <class Preset>
std::string cuts(const test::Topology& topology, const Preset& preset, std::uint64_t seed = 1) {
    const HerdMap map = make_map(topology);
    Random random(seed);
    return name_links(map, find_cuts(preset, map, random));
}

// Whom each server sees when links are cut: itself and whoever it still has a link to.
std::vector<std::set<ServerIndex>> find_views(const HerdMap& map, const std::vector<LinkIndex>& cut) {
    std::vector<std::set<ServerIndex>> views(map.roster().size());
    for (ServerIndex server = 0; server < views.size(); ++server) views[server].insert(server);
    for (LinkIndex link = 0; link < map.links().size(); ++link) {
        if (std::find(cut.begin(), cut.end(), link) != cut.end()) continue;
        const auto [a, b] = map.links()[link];
        views[a].insert(b);
        views[b].insert(a);
    }
    return views;
}

TEST_CASE("a server is isolated by cutting all of its links and no other") {
    CHECK(cuts(test::classic_ring(), Isolate{"Alford"}) == "Alford-Hamilton Alford-Welsh");
    CHECK(cuts(test::single(), Isolate{"Alford"}).empty());
    CHECK(cuts(test::make_star(4), Isolate{"S00"}) == "S00-S01 S00-S02 S00-S03");
    CHECK(cuts(test::make_star(4), Isolate{"S02"}) == "S00-S02");
}

TEST_CASE("a split cuts just the links between groups") {
    const auto ring = test::classic_ring();
    CHECK(cuts(ring, Split{{{"Alford"}, {"Ball", "Welsh"}}}) == "Alford-Hamilton Alford-Welsh Ball-Holiday");
    CHECK(cuts(ring, Split{{{"Alford", "Hamilton"}}}) == "Alford-Welsh Hamilton-Holiday");
    CHECK(cuts(ring, Split{{{"Alford", "Ball", "Hamilton", "Holiday", "Welsh"}}}).empty());
    CHECK(cuts(ring, Split{{{"Alford"}, {"Ball"}, {"Hamilton"}, {"Holiday"}, {"Welsh"}}}) ==
          "Alford-Hamilton Alford-Welsh Ball-Holiday Ball-Welsh Hamilton-Holiday");
}

TEST_CASE("a split of a random graph cuts a link if and only if its ends are of different groups") {
    for (unsigned seed = 0; seed < 50; ++seed) {
        const auto topology = test::make_random(12, 20, seed);
        const HerdMap map = make_map(topology);
        Random random(seed);
        Split split{{{}, {}, {}}};
        std::vector<std::size_t> group(12, 3);
        for (std::size_t server = 0; server < 12; ++server) {
            group[server] = random.below(4);
            if (group[server] < 3) split.groups[group[server]].push_back(topology.names[server]);
        }
        const auto cut = find_cuts(split, map, random);
        for (LinkIndex link = 0; link < map.links().size(); ++link) {
            const auto [a, b] = map.links()[link];
            const bool is_cut = std::find(cut.begin(), cut.end(), link) != cut.end();
            REQUIRE(is_cut == (group[a] != group[b]));
        }
    }
}

TEST_CASE("a bridge keeps its links with all groups") {
    const auto ring = test::classic_ring();
    CHECK(cuts(ring, Bridge{"Welsh", {{"Alford", "Hamilton"}, {"Ball", "Holiday"}}}) == "Hamilton-Holiday");
    CHECK(cuts(ring, Bridge{"Holiday", {{"Alford"}, {"Ball"}}}) == "Alford-Hamilton Alford-Welsh Ball-Welsh");
    const HerdMap map = make_map(test::make_mesh(5));
    Random random(1);
    const auto views =
        find_views(map, find_cuts(Bridge{"S02", {{"S00", "S01"}, {"S03", "S04"}}}, map, random));
    CHECK(views[2].size() == 5);
    CHECK(views[0] == std::set<ServerIndex>{0, 1, 2});
    CHECK(views[3] == std::set<ServerIndex>{2, 3, 4});
}

TEST_CASE("of a mesh each server sees a majority and each another one") {
    for (std::size_t size = 3; size <= 20; ++size) {
        CAPTURE(size);
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const HerdMap map = make_map(test::make_mesh(size));
            Random random(seed);
            const auto cut = find_cuts(Majorities{}, map, random);
            const auto views = find_views(map, cut);
            for (const auto& view : views) REQUIRE(2 * view.size() > size);
            REQUIRE(std::set<std::set<ServerIndex>>(views.begin(), views.end()).size() == size);
            REQUIRE_FALSE(cut.empty());
        }
    }
}

TEST_CASE("majorities of one or two servers are the herd itself") {
    CHECK(cuts(test::single(), Majorities{}).empty());
    CHECK(cuts(test::pair(), Majorities{}).empty());
}

TEST_CASE("majorities are drawn in another order each time") {
    std::set<std::string> drawn;
    for (std::uint64_t seed = 0; seed < 50; ++seed)
        drawn.insert(cuts(test::make_mesh(5), Majorities{}, seed));
    // There are 12 rings of five.
    CHECK(drawn.size() > 6);
    CHECK(cuts(test::make_mesh(5), Majorities{}, 7) == cuts(test::make_mesh(5), Majorities{}, 7));
}

TEST_CASE("majorities of any graph only cut links that it has and each once") {
    for (unsigned seed = 0; seed < 30; ++seed) {
        const HerdMap map = make_map(test::make_random(15, 25, seed));
        Random random(seed);
        const auto cut = find_cuts(Majorities{}, map, random);
        REQUIRE(std::is_sorted(cut.begin(), cut.end()));
        REQUIRE(std::adjacent_find(cut.begin(), cut.end()) == cut.end());
        REQUIRE((cut.empty() || cut.back() < map.links().size()));
    }
}

TEST_CASE("a swizzle isolates half of the servers one after another and heals them all") {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const HerdMap map = make_map(test::make_mesh(6));
        Random random(seed);
        const auto plan = plan_swizzle(Swizzle{milliseconds(10)}, map, random);
        // Three of six: all links but those among the other three.
        REQUIRE(plan.size() == 12);
        std::set<nanoseconds> begins;
        std::set<nanoseconds> ends;
        for (const auto& part : plan) {
            begins.insert(part.from);
            ends.insert(part.to);
        }
        REQUIRE(begins == std::set<nanoseconds>{milliseconds(0), milliseconds(10), milliseconds(20)});
        REQUIRE(ends == std::set<nanoseconds>{milliseconds(30), milliseconds(40), milliseconds(50)});
    }
}

TEST_CASE("a swizzle heals in another order than it isolates") {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const HerdMap map = make_map(test::make_mesh(9));
        Random random(seed);
        std::map<std::pair<nanoseconds, nanoseconds>, int> times;
        for (const auto& part : plan_swizzle(Swizzle{milliseconds(10)}, map, random))
            ++times[{part.from, part.to}];
        // Four are isolated, each with five links to servers that are not: these have its own times.
        int count = 0;
        bool is_same_order = true;
        for (const auto& [time, links] : times) {
            if (links < 5) continue;
            ++count;
            is_same_order &= time.second - time.first == milliseconds(40);
        }
        REQUIRE(count == 4);
        REQUIRE_FALSE(is_same_order);
    }
}

TEST_CASE("a link between two servers of a swizzle is cut until both are healed") {
    const HerdMap map = make_map(test::make_mesh(4));
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Random random(seed);
        const auto plan = plan_swizzle(Swizzle{milliseconds(10)}, map, random);
        // Two of four are isolated, the second after 10 ms and healed first, after 20 ms, or the other way.
        const auto between = std::find_if(plan.begin(), plan.end(), [](const TimedCut& part) {
            return part.from == nanoseconds(0) && part.to == milliseconds(30);
        });
        REQUIRE(between != plan.end());
    }
}

TEST_CASE("presets leave out what was removed") {
    HerdMap map = make_map(test::classic_ring());
    map.remove_link(*map.find_link("Ball", "Welsh"));
    map.remove_link(*map.find_link("Alford", "Welsh"));
    map.remove_server(*map.find_server("Welsh"));
    CHECK_FALSE(map.find_server("Welsh"));
    CHECK_FALSE(map.find_link("Alford", "Hamilton").value() != 0);
    Random random(1);
    CHECK(name_links(map, find_cuts(Isolate{"Alford"}, map, random)) == "Alford-Hamilton");
    CHECK(name_links(map, find_cuts(Split{{{"Ball"}}}, map, random)) == "Ball-Holiday");
    for (int i = 0; i < 50; ++i) {
        for (const LinkIndex link : find_cuts(Majorities{}, map, random)) CHECK(map.has_link(link));
        for (const auto& cut : plan_swizzle({}, map, random)) CHECK(map.has_link(cut.link));
    }
    // What was removed comes back where it was.
    CHECK(map.add_server("Welsh") == 4);
    CHECK(map.add_link(4, 0) == 1);
    CHECK(name_links(map, map.links_of(4)) == "Alford-Welsh");
    CHECK(map.add_server("Zeta") == 5);
    CHECK(map.add_link(5, 4) == 5);
    CHECK(map.link_between(4, 5) == 5U);
}

TEST_CASE("a swizzle of one server isolates it") {
    const HerdMap map = make_map(test::pair());
    Random random(1);
    const auto plan = plan_swizzle(Swizzle{milliseconds(10)}, map, random);
    REQUIRE(plan.size() == 1);
    CHECK(plan[0].from == nanoseconds(0));
    CHECK(plan[0].to == milliseconds(10));
    CHECK(plan_swizzle(Swizzle{}, make_map(test::single()), random).empty());
}

}  // namespace
}  // namespace herd::fault

#include "explore/explore.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "explore/published.hpp"
#include "small_topology.hpp"
#include "support/catch.hpp"

namespace herd::explore {
namespace {

/// The findings of an exploration in which reactions are replaced by wrong ones.
template <class Tamper>
std::vector<Finding> find_with(const Topology& topology, Tamper tamper) {
    ExploreOptions options;
    options.tamper = tamper;
    return explore(topology, options).findings;
}

bool is_found(const std::vector<Finding>& findings, std::string_view what) {
    return std::any_of(findings.begin(), findings.end(), [&](const auto& one) { return one.what == what; });
}

TEST_CASE("in no order of up to two updates do the servers of the classic ring break a law") {
    std::size_t reports = 0;
    ExploreOptions options;
    options.on_progress = [&](std::size_t done, std::size_t all) {
        CHECK(done == reports);
        CHECK(all == 105);
        ++reports;
    };
    const auto explored = explore(*find_published("classic"), options);
    CHECK(explored.findings.empty());
    CHECK(reports == 105);
    CHECK(explored.cases == 105 * 32);
    CHECK(explored.states == 143'630);
    CHECK(explored.transitions == 281'320);
    CHECK(format_orders(explored.orders) == "52602430");
}

TEST_CASE("every choice of two updates is explored with every set of links cut") {
    // 2 alone, 4 pairs of servers for time and receipt and two clients each, 1 for names, 2 for what only one
    // server can tell: location, text of the time, repetition.
    CHECK(explore(test::make_pair()).cases == (2 + 3 * 4 + 1 + 3 * 2) * 2);
    CHECK(explore(test::make_triangle()).cases == (3 + 3 * 9 + 3 + 3 * 3) * 8);
}

TEST_CASE("a server that tells the one it heard from is found, with the shortest order that shows it") {
    const auto findings = find_with(
        test::make_line(), [](auto, Held held, const Input& input, const Updates&, Reaction reaction) {
            if (!input.is_client() && reaction.held != held) {
                reaction.update = input.update;
                reaction.to |= static_cast<std::uint8_t>(1U << input.neighbour);
            }
            return reaction;
        });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].what == "an update takes another number of messages");
    CHECK(findings[0].where == "A to Ant, cut Bee-Cat; one update");
    CHECK(findings[0].order ==
          std::vector<std::string>{"1. Ant hears A from its client, now holds A, sends A to Bee",
                                   "2. Bee hears A from Ant, now holds A, sends A to Ant",
                                   "3. Ant hears A from Bee, still holds A",
                                   "A took 2 messages and should take 1"});
}

TEST_CASE("a server that decides equal times by arrival is found, with the shortest order that shows it") {
    const auto findings = find_with(
        *find_published("classic"),
        [](auto, Held held, const Input&, const Updates& updates, Reaction reaction) {
            const bool is_equal = updates.relation() != Relation::time && !updates.has_two_clients();
            return held != 0 && is_equal ? Reaction{true, held, 0, 0} : reaction;
        });
    REQUIRE(is_found(findings, "servers end with something else than the newest update"));
    const auto& finding = findings.front();
    CHECK(finding.where ==
          "A to Alford, B to Alford, cut Alford-Hamilton Alford-Welsh; equal times, B was "
          "received earlier");
    CHECK(finding.order == std::vector<std::string>{"1. Alford hears A from its client, now holds A",
                                                    "2. Alford hears B from its client, still holds A",
                                                    "Alford ends with A and should have B"});
}

TEST_CASE("a server that takes whatever comes last goes back, which is found") {
    const auto findings = find_with(
        test::make_triangle(), [](auto, Held, const Input& input, const Updates& updates, Reaction reaction) {
            if (updates.relation() == Relation::time) reaction.held = held_of(input.update);
            return reaction;
        });
    CHECK(is_found(findings, "a server goes back to an older update"));
}

TEST_CASE("a server that sends on what it has already is found") {
    const auto findings = find_with(
        test::make_triangle(), [](auto, Held held, const Input& input, const Updates&, Reaction reaction) {
            if (!input.is_client() && reaction.held == held) {
                reaction.update = input.update;
                reaction.to |= static_cast<std::uint8_t>(1U << input.neighbour);
            }
            return reaction;
        });
    CHECK(is_found(findings, "an update crosses a link twice in one direction"));
}

TEST_CASE("a server that forgets to send on leaves others without") {
    const auto findings = find_with(
        test::make_line(), [](auto server, Held, const Input& input, const Updates&, Reaction reaction) {
            if (server == 1 && !input.is_client()) reaction.to = 0;
            return reaction;
        });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].order.back() == "Cat ends with nothing and should have A");
}

TEST_CASE("the published topologies have names and servers of their own, and are connected") {
    std::set<std::string> names;
    for (const auto& topology : published_topologies()) {
        CHECK(names.insert(topology.name).second);
        CHECK(std::set<std::string>(topology.servers.begin(), topology.servers.end()).size() == 5);
        CHECK(topology.links.size() >= 5);
        CHECK(topology.links.size() <= 6);
    }
    CHECK(names.size() == 10);
    CHECK(find_published("nowhere") == nullptr);
}

TEST_CASE("a number of orders is written in full") {
    CHECK(format_orders(0) == "0");
    CHECK(format_orders(Orders{1} << 100U) == "1267650600228229401496703205376");
}

}  // namespace
}  // namespace herd::explore

#include "topology/format_facts.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/catch.hpp"
#include "without.hpp"

namespace herd::topology {
namespace {

std::string page_of(const test::Topology& topology, std::size_t work = default_work) {
    const auto graph = graph_of(topology);
    return format_facts(find_facts(graph, work), graph, topology.names);
}

TEST_CASE("the facts of the classic ring are a few lines") {
    CHECK(page_of(test::classic_ring()) ==
          "  connected; an isolated update costs 6 messages, 2 of them (33 %) duplicates\n"
          "  diameter              2 hops\n"
          "  least cut             2 links\n"
          "  worst hops            2 from every server\n"
          "  bridges               none\n"
          "  articulation servers  none\n"
          "  pairs that cut        10: any 2 of Alford-Hamilton, Alford-Welsh, Ball-Holiday, Ball-Welsh, "
          "Hamilton-Holiday\n");
}

TEST_CASE("a pair of links that cuts alone is named as a pair") {
    // Two meshes of four, joined by two links.
    test::Topology topology{{"A", "B", "C", "D", "E", "F", "G", "H"}, {{0, 4}, {1, 5}}};
    for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            topology.links.push_back({j, i});
            topology.links.push_back({j + 4, i + 4});
        }
    }
    CHECK(page_of(topology).find("pairs that cut        1: A-E with B-F\n") != std::string::npos);
}

TEST_CASE("servers are grouped by their worst hops with the middle left out") {
    CHECK(page_of(test::make_line(4)).find("worst hops            2 from S01, S02; 3 from S00, S03\n") !=
          std::string::npos);
    CHECK(page_of(test::make_line(14))
              .find("7 from S06, S07; 8 from S05, S08; 9 from S04, S09; ...; 13 from S00, S13\n") !=
          std::string::npos);
}

TEST_CASE("parts that are not connected are told of one by one") {
    const auto page = page_of({{"A", "B", "C", "D"}, {{0, 2}, {0, 3}, {2, 3}}});
    CHECK(page.find("  not connected: 2 parts, and no update goes from one to another\n"
                    "  A, C, D  an isolated update costs 4 messages, 2 of them (50 %) duplicates; diameter 1 "
                    "hop; least cut 2 links\n"
                    "  B        an isolated update costs 0 messages\n") != std::string::npos);
    CHECK(page.find("worst hops            0 from B; 1 from A, C, D\n") != std::string::npos);
}

TEST_CASE("bounds are told as bounds") {
    const auto page = page_of(make_meshes(), 0);
    CHECK(page.find("diameter              1 to 11 hops\n") != std::string::npos);
    CHECK(page.find("least cut             3 to 5 links\n") != std::string::npos);
    CHECK(page.find("worst hops            1 to 11 from every server\n") != std::string::npos);
}

TEST_CASE("the manual shows the facts as they are") {
    std::ifstream file(std::filesystem::path(HERD_SOURCE) / "docs" / "topology.md");
    REQUIRE(file.good());
    const std::string manual(std::istreambuf_iterator<char>(file), {});
    const test::Topology tangle{{"Ant", "Bee", "Cat", "Dog", "Eel", "Fox", "Gnu", "Hen"},
                                {{0, 1}, {0, 2}, {1, 2}, {2, 3}, {3, 4}, {3, 6}, {4, 5}, {5, 6}, {5, 7}}};
    for (const auto& topology : {test::classic_ring(), tangle}) {
        const std::string page = "links: " + std::to_string(topology.links.size()) + "\n" + page_of(topology);
        CHECK(manual.find("```text\n" + page + "```\n") != std::string::npos);
    }
}

TEST_CASE("however large a herd is its facts fit on a screen") {
    auto many = test::make_random(3'000, 0, 7);
    for (std::size_t i = 0; i < 40; ++i)
        many.links.erase(many.links.begin() + static_cast<std::ptrdiff_t>(i * 50));
    for (const auto& topology :
         {test::make_line(5'000), test::make_star(2'000), test::make_grid(40, 50), many}) {
        const auto page = page_of(topology);
        CHECK(std::count(page.begin(), page.end(), '\n') <= 16);
        CHECK(page.size() < 3'000);
    }
    CHECK(page_of(test::make_line(5'000))
              .find("S00-S01, S01-S02, S02-S03, S03-S04, S04-S05, S05-S06 and 4993 more\n") !=
          std::string::npos);
}

}  // namespace
}  // namespace herd::topology

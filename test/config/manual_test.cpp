#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "config/fault_table.hpp"
#include "reading.hpp"

namespace herd::config {
namespace {

// The blocks of a page of the manual that begin with "```LANGUAGE".
std::vector<std::string> find_blocks(std::string_view language, const char* page = "configuration.md") {
    std::ifstream file(std::filesystem::path(HERD_SOURCE) / "docs" / page);
    REQUIRE(file.good());
    const std::string text(std::istreambuf_iterator<char>(file), {});
    const std::string opening = "```" + std::string(language) + "\n";
    std::vector<std::string> blocks;
    for (auto at = text.find(opening); at != std::string::npos; at = text.find(opening, at)) {
        at += opening.size();
        blocks.push_back(text.substr(at, text.find("```", at) - at));
    }
    return blocks;
}

TEST_CASE("each example of the manual is a good file") {
    ::setenv("HERD_SECRET", "hush", 1);  // one example takes its secret from there
    const auto examples = find_blocks("toml");
    CHECK(examples.size() >= 5);
    for (const auto& example : examples) {
        const bool whole = example.find("[servers") != std::string::npos;
        const std::string text = whole ? example : example + "\n[servers]\nAlford = { port = 1 }\n";
        std::string faults;
        for (const auto& fault : faults_of(text)) faults += fault + "\n";
        INFO(example);
        CHECK(faults == "");
    }
    ::unsetenv("HERD_SECRET");
}

TEST_CASE("the examples of faults are good and name each verb") {
    const std::string herd =
        "[servers]\nAlford.port = 1\nBall.port = 2\nHamilton.port = 3\n"
        "Holiday.port = 4\nWelsh.port = 5\n[topology]\nAlford = [\"Hamilton\", \"Welsh\"]\n"
        "Ball = [\"Holiday\", \"Welsh\"]\nHamilton = [\"Holiday\"]\n";
    std::set<std::string> verbs;
    for (const auto& example : find_blocks("toml", "faults.md")) {
        INFO(example);
        for (const auto& planned : config_of(example + herd).faults)
            verbs.insert(fault::format_verb(planned.fault.action));
    }
    for (const auto verb : fault_verbs()) CHECK(verbs.count(std::string(verb)) == 1);
}

TEST_CASE("the faulty example of the manual has the faults that the manual shows") {
    const auto file = find_blocks("toml faulty");
    const auto output = find_blocks("text faults");
    REQUIRE(file.size() == 1);
    REQUIRE(output.size() == 1);
    std::string faults;
    for (const auto& fault : faults_of(file[0])) faults += fault + "\n";
    CHECK(faults == output[0]);
}

TEST_CASE("the page of the manual is the one of its first example") {
    const auto examples = find_blocks("toml");
    const auto pages = find_blocks("text page");
    REQUIRE(!examples.empty());
    REQUIRE(pages.size() == 1);
    CHECK(format_config(config_of(examples[0])) == pages[0]);
}

}  // namespace
}  // namespace herd::config

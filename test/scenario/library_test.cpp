// The scenario files that come with the project.

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"
#include "support/catch.hpp"

namespace herd::scenario {
namespace {

const std::filesystem::path source_tree = HERD_SOURCE;

std::vector<std::filesystem::path> list_files() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(source_tree / "test" / "scenario" / "library"))
        files.push_back(entry.path());
    return files;
}

/// `an-update-goes-round` of `An update goes round`.
std::string file_name_of(const std::string& name) {
    std::string text;
    for (const char c : name)
        text += c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

TEST_CASE("each shipped scenario is a good file that is named by what it shows") {
    const auto files = list_files();
    CHECK(files.size() >= 36);
    for (const auto& file : files) {
        CAPTURE(file);
        const auto scenario = load_scenario(file);
        std::string faults;
        if (!scenario) {
            for (const auto& fault : scenario.error()) faults += config::format_fault(fault) + "\n";
        }
        CHECK(faults == "");
        if (scenario) CHECK(file.filename() == file_name_of(scenario->name) + ".toml");
    }
}

TEST_CASE("the manual tells of each shipped scenario and of no other") {
    std::ifstream in(source_tree / "docs" / "scenario-library.md");
    REQUIRE(in.good());
    const std::string text(std::istreambuf_iterator<char>(in), {});
    const std::string folder = "](../test/scenario/library/";
    std::size_t told = 0;
    for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder, at + 1)) ++told;
    const auto files = list_files();
    CHECK(told == files.size());
    for (const auto& file : files) {
        CAPTURE(file);
        CHECK(text.find(folder + file.filename().string() + ")") != std::string::npos);
    }
}

}  // namespace
}  // namespace herd::scenario

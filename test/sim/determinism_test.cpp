// What would make two runs of one seed differ has no place in the sources of what is simulated.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace herd {
namespace {

const std::filesystem::path source = HERD_SOURCE;

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The sources of what has to come out the same every time.
std::vector<std::filesystem::path> list_sources() {
    std::vector<std::filesystem::path> files;
    for (const auto* folder : {"base", "core", "fault", "topology", "sim", "checker", "explore"}) {
        const auto path = source / "lib" / folder;
        if (!std::filesystem::exists(path)) continue;
        for (const auto& entry : std::filesystem::directory_iterator(path)) {
            if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp")
                files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// A text without its comments.
std::string without_comments(const std::string& text) {
    static const std::regex comment("//[^\n]*");
    return std::regex_replace(text, comment, "");
}

TEST_CASE("no clock, no thread, and no randomness but the seed's is in what is simulated") {
    const std::vector<std::string> banned{"_clock::now",   "clock_gettime", "gettimeofday",   "time(nullptr)",
                                          "random_device", "std::rand(",    "_distribution<", "<thread>",
                                          "<mutex>",       "<atomic>",      "<future>",       "getenv"};
    const auto files = list_sources();
    CHECK(files.size() > 100);
    for (const auto& file : files) {
        CAPTURE(file);
        const auto text = without_comments(read(file));
        for (const auto& word : banned) {
            CAPTURE(word);
            CHECK(text.find(word) == std::string::npos);
        }
    }
}

TEST_CASE("nobody walks through a container without an order in what is simulated") {
    // A name of such a container, wherever it is declared.
    static const std::regex declared(R"(std::unordered_(?:map|set)<[^;()]*>\s+(\w+)\s*[;{=])");
    std::size_t found = 0;
    for (const auto& file : list_sources()) {
        const auto text = without_comments(read(file));
        auto other = file;
        other.replace_extension(file.extension() == ".hpp" ? ".cpp" : ".hpp");
        const auto both = text + (std::filesystem::exists(other) ? without_comments(read(other)) : "");
        for (auto at = std::sregex_iterator(text.begin(), text.end(), declared); at != std::sregex_iterator();
             ++at) {
            const std::string name = (*at)[1];
            CAPTURE(file, name);
            ++found;
            CHECK_FALSE(std::regex_search(both, std::regex(R"(for \([^;)]*: [\w.>-]*)" + name + R"(\))")));
            CHECK(both.find(name + ".begin()") == std::string::npos);
        }
    }
    CHECK(found >= 2);
}

}  // namespace
}  // namespace herd

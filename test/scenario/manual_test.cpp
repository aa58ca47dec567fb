// The examples of the reference.

#include <filesystem>

#include "support/reading.hpp"
#include "support/temporary_directory.hpp"

namespace herd::scenario {
namespace {

TEST_CASE("every scenario of the reference is one") {
    const auto text = test::read_file(std::filesystem::path(HERD_SOURCE) / "docs/scenarios.md");
    const std::string head = "\n```toml\n";
    std::size_t count = 0;
    for (auto begin = text.find(head); begin != std::string::npos; begin = text.find(head, begin + 1)) {
        const auto end = text.find("\n```\n", begin + head.size());
        const auto example = text.substr(begin + head.size(), end + 1 - begin - head.size());
        if (example.find("[[step]]") == std::string::npos) continue;
        CAPTURE(example);
        CHECK(faults_of(example).empty());
        ++count;
    }
    CHECK(count >= 4);
}

}  // namespace
}  // namespace herd::scenario

// The examples of the manual.

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

TEST_CASE("the first test of the manual is the one that is built against an installed herd") {
    const std::filesystem::path source = HERD_SOURCE;
    const auto text = test::read_file(source / "docs/scenario-tests.md");
    const auto example = source / "test/install/example";
    CHECK(text.find("```cmake\n" + test::read_file(example / "CMakeLists.txt") + "```\n") !=
          std::string::npos);
    const auto begin = text.find("```cpp\n#include <herd/catch.hpp>\n") + 7;
    const auto first = text.substr(begin, text.find("```", begin) - begin);
    CHECK(test::read_file(example / "my_herd_tests.cpp").starts_with(first));
}

}  // namespace
}  // namespace herd::scenario

#include "places/file_provider.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

using namespace herd::places;
using herd::test::TemporaryDirectory;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> faults(const fs::path& file) {
    const auto provider = make_file_provider(file);
    return provider ? std::vector<std::string>{} : provider.error();
}

Document look_up(const Provider& provider, const Question& question) {
    return format_outcome(provider.look_up(question, {}), Layout::classic);
}

}  // namespace

TEST_CASE("a file's places are answered with the file's attribution") {
    const TemporaryDirectory directory;
    const auto file = directory.write("mine.tsv",
                                      "# attribution: <a href=\"https://example.org/\">Me</a>\n"
                                      "m:2\tFar\t34.1\t-118\tzoo\tThere\t0\n"
                                      "m:1\tNear\t34.01\t-118\tnonsense\tHere\t0\n");
    const auto provider = make_file_provider(file);
    REQUIRE(provider);
    fs::remove(file);
    const Document document = look_up(**provider, {{34, -118}, 50, 20});
    CHECK(document.find("\\u003ca href=\\\"https://example.org/\\\"\\u003eMe") != std::string::npos);
    CHECK(document.find("m:1") < document.find("m:2"));
    CHECK(document.find("\"types\" : [ \"point_of_interest\", \"establishment\" ]") != std::string::npos);
    CHECK(document.find("\"types\" : [ \"zoo\", ") != std::string::npos);
}

TEST_CASE("a file without an attribution line has none") {
    const TemporaryDirectory directory;
    const auto provider = make_file_provider(directory.write("mine.tsv", "a\tb\t1\t2\tpark\tc\t0\n"));
    REQUIRE(provider);
    const Document document = look_up(**provider, {{1, 2}, 1, 1});
    CHECK(document.find("\"html_attributions\" : [],\n") != std::string::npos);
}

TEST_CASE("faults name the file and the line and say how many more there are") {
    const TemporaryDirectory directory;
    std::string text = "a\tb\t1\t2\tpark\tc\t0\n";
    for (int i = 0; i < 21; ++i) text += "a\tb\tnorth\t2\tpark\tc\t0\n";
    const auto file = directory.write("bad.tsv", text);
    auto lines = faults(file);
    REQUIRE(lines.size() == 21);
    CHECK(lines.front() ==
          file.string() + ":2: lat \"north\" is not a decimal number of degrees within -90..90");
    CHECK(lines.back() == file.string() + ": and 1 more fault");
    const auto empty = directory.write("empty.tsv", "");
    CHECK(faults(empty) == std::vector{empty.string() + ": there is no place in it"});
}

TEST_CASE("what cannot be read as a file is a fault and not a crash") {
    const TemporaryDirectory directory;
    const auto missing = directory.path() / "missing.tsv";
    CHECK(faults(missing) == std::vector{missing.string() + ": there is no such file"});
    CHECK(faults(missing / "below").size() == 1);
    CHECK(faults(directory.path()) == std::vector{directory.path().string() + ": not a regular file"});
    CHECK(faults("/dev/zero") == std::vector<std::string>{"/dev/zero: not a regular file"});
    CHECK(faults(fs::path(std::string(5000, 'x'))).size() == 1);
}

TEST_CASE("the shared places of Los Angeles are read whole") {
    const fs::path file = HERD_SHARED_DATA "/osm-los-angeles.tsv";
    if (!fs::exists(file)) {
        WARN("skipped: there is no " HERD_SHARED_DATA "/osm-los-angeles.tsv");
        return;
    }
    const auto provider = make_file_provider(file);
    REQUIRE(provider);
    const Document document = look_up(**provider, {{34.07094, -118.44501}, 1, 1});
    CHECK(document.find("\"name\" : \"Bruin Bear\"") != std::string::npos);
}

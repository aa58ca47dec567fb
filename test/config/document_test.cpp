#include "config/document.hpp"

#include "reading.hpp"

namespace herd::config {
namespace {

std::string repeat(std::string_view piece, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += piece;
    return text;
}

TEST_CASE("a text that is no TOML has one fault with its line and column") {
    const auto faults = faults_of("[servers]\nAlford = { port = 8101 }\nBall =\nxyz\n");
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].substr(0, 24) == "herd.toml:3: column 7: i");
}

TEST_CASE("a key or table that is there twice is a fault on its second line") {
    auto faults = faults_of("[servers]\nAlford = { port = 1 }\nAlford = { port = 2 }\n");
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].substr(0, 13) == "herd.toml:3: ");
    CHECK(faults[0].find("Alford") != std::string::npos);
    faults = faults_of("[servers]\nAlford = { port = 1 }\n[log]\n[servers]\n");
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].substr(0, 13) == "herd.toml:4: ");
}

TEST_CASE("bytes that are no UTF-8 are a fault on their line") {
    const auto faults = faults_of("[servers]\nAlford = { port = 1 }\n# \xff\n");
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].substr(0, 13) == "herd.toml:3: ");
}

TEST_CASE("a NUL byte is a fault") {
    CHECK(faults_of(std::string_view("[servers]\n\0", 11)).size() == 1);
}

TEST_CASE("entries of a table are in the order of the text") {
    const auto document = parse_document("z.y = 1\na = 2\n[m]\n[b]\n");
    REQUIRE(document.has_value());
    REQUIRE(document->entries.size() == 4);
    CHECK(document->entries[0].key == "z");
    CHECK(document->entries[1].key == "a");
    CHECK(document->entries[2].key == "m");
    CHECK(document->entries[3].key == "b");
    CHECK(document->entries[3].position == Position{4, 2});
}

TEST_CASE("values that nest without end are refused") {
    CHECK(faults_of("a = " + repeat("[", 100000)).size() == 1);
    CHECK(faults_of("a = " + repeat("{a=", 100000)).size() == 1);
}

TEST_CASE("keys of parts without end are refused") {
    const Lines refused{"herd.toml:2: a key of too many parts; no key of a herd has more than 3"};
    CHECK(faults_of("#\n" + repeat("a.", 200000) + "a = 1") == refused);
    CHECK(faults_of("#\n[" + repeat("a . ", 200000) + "a]") == refused);
    CHECK(faults_of("#\na = {" + repeat("\"x y\".'z'.", 100000) + "a = 1}") == refused);
    CHECK(faults_of("#\nx = [\"\"\"a\"\"\"\"\", {" + repeat("a.", 200000) + "a = 1}]") == refused);
}

TEST_CASE("points that are in no key do not count as parts of one") {
    const std::string points = repeat("a.", 50);
    CHECK(config_of(lone("# " + points + "\n[control]\nport = 0\ntoken_env = 'T'\nhost = \"" + points + "\""))
              .control->host == points);
    CHECK(config_of(lone("log.directory = 'x" + points + "'")).log.directory == "/etc/herd/x" + points);
    CHECK(config_of(lone("log.directory = \"\\\"" + points + "\"")).log.directory == "/etc/herd/\"" + points);
    CHECK(config_of(lone("log.directory = \"\"\"" + points + "\"\"\"")).log.directory ==
          "/etc/herd/" + points);
    const auto many = parse_document("x = [" + repeat("{a.b = 1.5}, ", 100) + "]");
    CHECK(many.has_value());
}

}  // namespace
}  // namespace herd::config

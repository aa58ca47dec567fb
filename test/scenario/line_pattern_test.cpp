// Expected lines and seen ones.

#include "scenario/line_pattern.hpp"

#include "support/catch.hpp"

namespace herd::scenario {
namespace {

using Lines = std::vector<std::string>;

TEST_CASE("a star is any one field and never none or two") {
    CHECK(matches_line("AT Alford * kiwi", "AT Alford +0.263873386 kiwi"));
    CHECK_FALSE(matches_line("AT Alford * kiwi", "AT Alford kiwi"));
    CHECK_FALSE(matches_line("AT Alford * kiwi", "AT Alford 1 2 kiwi"));
    CHECK_FALSE(matches_line("*", ""));
    CHECK(matches_line("* *", "a b"));
    CHECK_FALSE(matches_line("ki*", "kiwi"));
}

TEST_CASE("white space between fields does not matter") {
    CHECK(matches_line("AT  Alford\t*", " AT Alford 1 \r"));
    CHECK_FALSE(matches_line("AT Alford", "AT\nAlford"));
}

TEST_CASE("an answer falls into its lines without empty ones") {
    CHECK(split_lines("a\nb\n\n") == Lines{"a", "b"});
    CHECK(split_lines("a\n\nb") == Lines{"a", "b"});
    CHECK(split_lines("").empty());
}

TEST_CASE("lines that are as expected have no difference") {
    CHECK_FALSE(compare_lines({"? hello"}, {"? hello"}));
    CHECK_FALSE(compare_lines({}, {}));
    CHECK_FALSE(compare_lines({"a", "", "b"}, {"a", "b"}));
}

TEST_CASE("the first difference is marked below expected and seen") {
    const auto difference = compare_lines({"AT Alford * kiwi 1"}, {"AT Hamilton +0.100000000 kiwi 1"});
    REQUIRE(difference);
    CHECK(difference->why == "field 2 differs");
    CHECK(difference->mark ==
          "expected  AT Alford   *            kiwi 1\n"
          "seen      AT Hamilton +0.100000000 kiwi 1\n"
          "             ^^^^^^^^");
}

TEST_CASE("a field too few or too many is a difference") {
    CHECK(compare_lines({"a b"}, {"a"})->mark ==
          "expected  a b\n"
          "seen      a\n"
          "            ^");
    CHECK(compare_lines({"a"}, {"a b"})->why == "field 2 differs");
}

TEST_CASE("a difference tells which of several lines it is in") {
    CHECK(compare_lines({"a", "b"}, {"a", "c"})->why == "line 2: field 1 differs");
    CHECK(compare_lines({"a", "b"}, {"a"})->why == "line 2: there is no such line");
    CHECK(compare_lines({"a"}, {"a", "b"})->why == "line 2: no more lines were expected");
}

TEST_CASE("three points stand for all lines that follow") {
    CHECK_FALSE(compare_lines({"a", "..."}, {"a", "b", "c"}));
    CHECK_FALSE(compare_lines({"a", "..."}, {"a"}));
    CHECK_FALSE(compare_lines({"..."}, {}));
    CHECK(compare_lines({"a", "..."}, {"b"}));
    CHECK(compare_lines({"...", "b"}, {"a", "b"}));
}

TEST_CASE("what a terminal would take for an order is shown escaped") {
    const auto difference = compare_lines({"x"}, {"\x1b[31m"});
    REQUIRE(difference);
    CHECK(difference->mark.find('\x1b') == std::string::npos);
    CHECK(difference->mark.find("\\x1b[31m") != std::string::npos);
}

TEST_CASE("very long lines are cut around the difference") {
    std::string expected;
    std::string seen;
    for (int i = 0; i < 1000; ++i) {
        expected += "a ";
        seen += i == 500 ? std::string(100000, 'b') + " " : "a ";
    }
    const auto difference = compare_lines({expected}, {seen});
    REQUIRE(difference);
    CHECK(difference->why == "field 501 differs");
    CHECK(difference->mark.size() < 2000);
}

}  // namespace
}  // namespace herd::scenario

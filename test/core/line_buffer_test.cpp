#include "core/line_buffer.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

namespace herd::core {
namespace {

constexpr std::size_t limit = 20;
using Texts = std::vector<std::string>;

/// All lines that there are, the rest too; one that is too long is marked, and ends the reading.
void take(LineBuffer& buffer, Texts& lines) {
    while (const auto line = buffer.next()) {
        lines.push_back((line->too_long ? "long: " : "") + std::string(line->text));
        if (line->too_long) return buffer.clear();
    }
}

Texts read(const std::vector<std::string>& pieces) {
    LineBuffer buffer(limit);
    Texts lines;
    for (const std::string& piece : pieces) {
        buffer.append(piece);
        take(buffer, lines);
    }
    if (const auto rest = buffer.take_rest()) {
        lines.push_back((rest->too_long ? "long: " : "rest: ") + std::string(rest->text));
    }
    return lines;
}

TEST_CASE("bytes are cut into lines at every LF") {
    CHECK(read({"a\nb\n"}) == Texts{"a", "b"});
    CHECK(read({"\n\n\na\n"}) == Texts{"", "", "", "a"});
    CHECK(read({"a\nb"}) == Texts{"a", "rest: b"});
    CHECK(read({""}) == Texts{});
    CHECK(read({std::string("a\0b\n", 4)}) == Texts{std::string("a\0b", 3)});
}

TEST_CASE("one CR before the LF belongs to the line's end") {
    CHECK(read({"a\r\n"}) == Texts{"a"});
    CHECK(read({"\r\n"}) == Texts{""});
    CHECK(read({"a\r\r\n"}) == Texts{"a\r"});
    CHECK(read({"a\rb\n"}) == Texts{"a\rb"});
    CHECK(read({"a\r"}) == Texts{"rest: a\r"});
}

TEST_CASE("lines are the same wherever the bytes are split") {
    const std::string bytes = "IAMAT a\r\n\n  b \r\r\nlast line of 20 b.\r\n12345678901234567890\nxyz";
    const Texts whole = read({bytes});
    CHECK(whole.size() == 6);
    for (std::size_t first = 0; first <= bytes.size(); ++first) {
        for (std::size_t second = first; second <= bytes.size(); ++second) {
            INFO(first << " " << second);
            REQUIRE(read({bytes.substr(0, first), bytes.substr(first, second - first),
                          bytes.substr(second)}) == whole);
        }
    }
    Texts dripped;
    for (const char c : bytes) dripped.emplace_back(1, c);
    CHECK(read(dripped) == whole);
}

TEST_CASE("a line reaches exactly to the limit") {
    const std::string most(limit, 'x');
    CHECK(read({most + "\n"}) == Texts{most});
    CHECK(read({most + "\r\n"}) == Texts{most});
    CHECK(read({most + "\r", "\n"}) == Texts{most});
    CHECK(read({most}) == Texts{"rest: " + most});
    CHECK(read({most + "x\n"}) == Texts{"long: " + most + "x"});
    CHECK(read({most + "\r\r\n"}) == Texts{"long: " + most + "\r"});
}

TEST_CASE("a line is too long as soon as that is certain") {
    LineBuffer buffer(limit);
    buffer.append(std::string(limit, 'x'));
    CHECK_FALSE(buffer.has_line());
    SECTION("with one byte more") {
        buffer.append("x");
        CHECK(buffer.has_line());
    }
    SECTION("not yet with a CR that may be the line's end") {
        buffer.append("\r");
        CHECK_FALSE(buffer.has_line());
        buffer.append("x");
        CHECK(buffer.has_line());
    }
    if (buffer.has_line()) CHECK(buffer.next()->too_long);
}

TEST_CASE("lines before one that is too long are whole") {
    CHECK(read({"a\nb\n" + std::string(100, 'x')}) == Texts{"a", "b", "long: " + std::string(100, 'x')});
    CHECK(read({"a\n" + std::string(100, 'x') + "\nb\n"}) == Texts{"a", "long: " + std::string(100, 'x')});
}

TEST_CASE("the rest is taken once") {
    LineBuffer buffer(limit);
    CHECK_FALSE(buffer.take_rest().has_value());
    buffer.append("abc");
    CHECK_FALSE(buffer.empty());
    CHECK(buffer.take_rest()->text == "abc");
    CHECK(buffer.empty());
    CHECK_FALSE(buffer.take_rest().has_value());
    buffer.append("def\n");
    CHECK(buffer.next()->text == "def");
}

TEST_CASE("a rest over the limit is too long") {
    LineBuffer buffer(limit);
    buffer.append(std::string(limit, 'x') + "\r");
    REQUIRE_FALSE(buffer.next().has_value());
    CHECK(buffer.take_rest()->too_long);
}

}  // namespace
}  // namespace herd::core

#include "core/fields.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

namespace herd::core {
namespace {

std::vector<std::string> split(std::string_view line) {
    const Fields fields = split_fields(line);
    return {fields.field.begin(), fields.field.begin() + static_cast<std::ptrdiff_t>(fields.count)};
}

using Texts = std::vector<std::string>;

TEST_CASE("white space is space and tab and CR and FF and VT") {
    for (int byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        INFO(byte);
        CHECK(is_white_space(c) == (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'));
    }
}

TEST_CASE("a line is split at runs of white space") {
    CHECK(split("") == Texts{});
    CHECK(split(" \t\r\f\v ") == Texts{});
    CHECK(split("a") == Texts{"a"});
    CHECK(split("a b c d") == Texts{"a", "b", "c", "d"});
    CHECK(split("\r\t a\f\v\r\t b \r") == Texts{"a", "b"});
    CHECK(split(std::string_view("a\0b c", 5)) == Texts{std::string("a\0b", 3), "c"});
    // Bytes that are white space in other alphabets are not.
    CHECK(split("a\xc2\xa0\x85"
                "b") == Texts{"a\xc2\xa0\x85"
                              "b"});
}

TEST_CASE("splitting stops at one field more than any command has") {
    CHECK(split("1 2 3 4 5").size() == 5);
    CHECK(split("1 2 3 4 5 6 7 8").size() == 5);
    CHECK(split("1 2 3 4 5 6").back() == "5");
}

TEST_CASE("a blank is found wherever it stands and whatever is around it") {
    for (std::size_t size = 0; size <= 40; ++size) {
        for (const char filler : {'x', '!', '\x7f', '\x80', '\xa0', '\xff'}) {
            std::string text(size, filler);
            const char* const end = text.data() + size;
            REQUIRE(find_blank(text.data(), end) == end);
            for (std::size_t at = 0; at < size; ++at) {
                for (const char blank : {' ', '\0', '\x01', '\t', '\n', '\r', '\x1f'}) {
                    text[at] = blank;
                    // A second one behind it is not found first.
                    if (at + 3 < size) text[at + 3] = ' ';
                    REQUIRE(find_blank(text.data(), end) == text.data() + at);
                    text.assign(size, filler);
                }
            }
        }
    }
}

}  // namespace
}  // namespace herd::core

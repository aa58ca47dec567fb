#include "base/utf8.hpp"

#include <cstddef>
#include <string_view>

#include "support/catch.hpp"

namespace herd {
namespace {

/// The length of the character that a text begins with; 0 if it begins with none.
std::size_t length(std::string_view text) {
    const auto sequence = read_utf8_sequence(text);
    return sequence.is_valid ? sequence.size : 0;
}

}  // namespace

TEST_CASE("a UTF-8 sequence has the length that its first byte says") {
    CHECK(length("a") == 1);
    CHECK(length("ab") == 1);
    CHECK(length("\xC3\xA9!") == 2);
    CHECK(length("\xE2\x82\xAC") == 3);
    CHECK(length("\xF0\x9F\x90\x91 baa") == 4);
    CHECK(length(std::string_view("\0", 1)) == 1);
}

TEST_CASE("the bounds of UTF-8 are those of RFC 3629") {
    SECTION("least and greatest of each length") {
        CHECK(length("\xC2\x80") == 2);
        CHECK(length("\xDF\xBF") == 2);
        CHECK(length("\xE0\xA0\x80") == 3);
        CHECK(length("\xEF\xBF\xBF") == 3);
        CHECK(length("\xF0\x90\x80\x80") == 4);
        CHECK(length("\xF4\x8F\xBF\xBF") == 4);
        CHECK(length("\xED\x9F\xBF") == 3);
        CHECK(length("\xEE\x80\x80") == 3);
    }
    SECTION("overlong forms") {
        CHECK(length("\xC0\x80") == 0);
        CHECK(length("\xC1\xBF") == 0);
        CHECK(length("\xE0\x9F\xBF") == 0);
        CHECK(length("\xF0\x8F\xBF\xBF") == 0);
    }
    SECTION("surrogates") {
        CHECK(length("\xED\xA0\x80") == 0);
        CHECK(length("\xED\xBF\xBF") == 0);
    }
    SECTION("past the last code point") {
        CHECK(length("\xF4\x90\x80\x80") == 0);
        CHECK(length("\xF5\x80\x80\x80") == 0);
        CHECK(length("\xFF") == 0);
    }
    SECTION("cut short") {
        CHECK(length("\x80") == 0);
        CHECK(length("\xC3") == 0);
        CHECK(length("\xE2\x82") == 0);
        CHECK(length("\xF0\x9F\x90") == 0);
        CHECK(length("\xE2\x82"
                     "a") == 0);
        CHECK(length("\xF0\x9F\x90"
                     "a") == 0);
    }
}

TEST_CASE("a broken UTF-8 sequence ends where it could not have gone on") {
    CHECK(read_utf8_sequence("\xE2\x82!").size == 2);
    CHECK(read_utf8_sequence("\xE2\x82").size == 2);
    CHECK(read_utf8_sequence("\xF0\x9F\x90\xC3").size == 3);
    CHECK(read_utf8_sequence("\xED\xA0\x80").size == 1);
    CHECK(read_utf8_sequence("\x80\x80").size == 1);
    CHECK(read_utf8_sequence("\xFF").size == 1);
}

}  // namespace herd

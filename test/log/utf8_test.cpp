#include "log/utf8.hpp"

#include <string>

#include "support/catch.hpp"

namespace herd::log {

TEST_CASE("a UTF-8 sequence has the length that its first byte says") {
    CHECK(utf8_sequence_length("a") == 1);
    CHECK(utf8_sequence_length("ab") == 1);
    CHECK(utf8_sequence_length("\xC3\xA9!") == 2);
    CHECK(utf8_sequence_length("\xE2\x82\xAC") == 3);
    CHECK(utf8_sequence_length("\xF0\x9F\x90\x91 baa") == 4);
    CHECK(utf8_sequence_length(std::string_view("\0", 1)) == 1);
}

TEST_CASE("the bounds of UTF-8 are those of RFC 3629") {
    SECTION("least and greatest of each length") {
        CHECK(utf8_sequence_length("\xC2\x80") == 2);
        CHECK(utf8_sequence_length("\xDF\xBF") == 2);
        CHECK(utf8_sequence_length("\xE0\xA0\x80") == 3);
        CHECK(utf8_sequence_length("\xEF\xBF\xBF") == 3);
        CHECK(utf8_sequence_length("\xF0\x90\x80\x80") == 4);
        CHECK(utf8_sequence_length("\xF4\x8F\xBF\xBF") == 4);
        CHECK(utf8_sequence_length("\xED\x9F\xBF") == 3);
        CHECK(utf8_sequence_length("\xEE\x80\x80") == 3);
    }
    SECTION("overlong forms") {
        CHECK(utf8_sequence_length("\xC0\x80") == 0);
        CHECK(utf8_sequence_length("\xC1\xBF") == 0);
        CHECK(utf8_sequence_length("\xE0\x9F\xBF") == 0);
        CHECK(utf8_sequence_length("\xF0\x8F\xBF\xBF") == 0);
    }
    SECTION("surrogates") {
        CHECK(utf8_sequence_length("\xED\xA0\x80") == 0);
        CHECK(utf8_sequence_length("\xED\xBF\xBF") == 0);
    }
    SECTION("past the last code point") {
        CHECK(utf8_sequence_length("\xF4\x90\x80\x80") == 0);
        CHECK(utf8_sequence_length("\xF5\x80\x80\x80") == 0);
        CHECK(utf8_sequence_length("\xFF") == 0);
    }
    SECTION("cut short") {
        CHECK(utf8_sequence_length("") == 0);
        CHECK(utf8_sequence_length("\x80") == 0);
        CHECK(utf8_sequence_length("\xC3") == 0);
        CHECK(utf8_sequence_length("\xE2\x82") == 0);
        CHECK(utf8_sequence_length("\xF0\x9F\x90") == 0);
        CHECK(utf8_sequence_length("\xE2\x82"
                                   "a") == 0);
        CHECK(utf8_sequence_length("\xF0\x9F\x90"
                                   "a") == 0);
    }
}

}  // namespace herd::log

#include "log/escape.hpp"

#include <string>

#include "support/catch.hpp"

namespace herd::log {
namespace {

std::string json(std::string_view text) {
    std::string out;
    append_json_escaped(text, out);
    return out;
}

std::string text(std::string_view bytes) {
    std::string out;
    append_text_escaped(bytes, out);
    return out;
}

}  // namespace

TEST_CASE("JSON text keeps what is printable and escapes what JSON asks for") {
    CHECK(json("IAMAT kiwi +34-118 1") == "IAMAT kiwi +34-118 1");
    CHECK(json("a\"b\\c/d") == "a\\\"b\\\\c/d");
    CHECK(json("\b\f\n\r\t") == "\\b\\f\\n\\r\\t");
    CHECK(json(std::string_view("\0\x1F\x7F", 3)) == "\\u0000\\u001f\\u007f");
    CHECK(json("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x90\x91") == "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x90\x91");
}

TEST_CASE("a byte is escaped in the same way wherever it stands") {
    for (int byte = 0; byte < 256; ++byte) {
        const std::string alone(1, static_cast<char>(byte));
        for (std::size_t before = 0; before < 18; ++before) {
            const std::string head(before, 'x');
            const std::string tail(17 - before, '~');
            INFO("byte " << byte << " behind " << before);
            REQUIRE(json(head + alone + tail) == head + json(alone) + tail);
        }
    }
}

TEST_CASE("JSON text says whether it was UTF-8 and replaces each byte that was not") {
    std::string out;
    CHECK(append_json_escaped("caf\xC3\xA9", out));
    out.clear();
    CHECK_FALSE(append_json_escaped("a\xFFz\xC3", out));
    CHECK(out == "a\xEF\xBF\xBDz\xEF\xBF\xBD");
    CHECK(json("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("line separators and C1 controls of Unicode are escaped in JSON") {
    CHECK(json("\xE2\x80\xA8\xE2\x80\xA9") == "\\u2028\\u2029");
    CHECK(json("\xC2\x80\xC2\x85\xC2\x9F") == "\\u0080\\u0085\\u009f");
    CHECK(json("\xC2\xA0\xE2\x80\xA7\xE2\x80\xAA") == "\xC2\xA0\xE2\x80\xA7\xE2\x80\xAA");
}

TEST_CASE("text keeps printable ASCII and UTF-8 and shows all other bytes") {
    CHECK(text("IAMAT \"kiwi\" caf\xC3\xA9") == "IAMAT \"kiwi\" caf\xC3\xA9");
    CHECK(text("a\\b") == "a\\\\b");
    CHECK(text(std::string_view("\0\t\n\r\x1B\x7F", 6)) == "\\x00\\x09\\x0a\\x0d\\x1b\\x7f");
    CHECK(text("\xFF\xC3") == "\\xff\\xc3");
    CHECK(text("\xE2\x80\xA8\xE2\x80\xA9\xC2\x85\xC2\x9B") ==
          "\\xe2\\x80\\xa8\\xe2\\x80\\xa9\\xc2\\x85\\xc2\\x9b");
}

TEST_CASE("hexadecimal is two lower-case digits a byte") {
    std::string out;
    append_hex(std::string_view("\0\x7F\xAB\xFF", 4), out);
    CHECK(out == "007fabff");
}

}  // namespace herd::log

#include "places/overpass/html_text.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>

#include "base/character.hpp"
#include "base/utf8.hpp"

namespace herd::places {
namespace {

constexpr std::pair<std::string_view, char32_t> names[] = {
    {"amp", '&'}, {"apos", '\''}, {"gt", '>'}, {"lt", '<'}, {"quot", '"'},
};

/// The character of a reference without its `&` and `;`: `lt`, `#39`, `#x27`.
std::optional<char32_t> parse_reference(std::string_view reference) {
    for (const auto& [name, character] : names) {
        if (reference == name) return character;
    }
    if (!reference.starts_with('#')) return std::nullopt;
    reference.remove_prefix(1);
    int base = 10;
    if (reference.starts_with('x') || reference.starts_with('X')) {
        reference.remove_prefix(1);
        base = 16;
    }
    std::uint32_t code = 0;
    const char* const end = reference.data() + reference.size();
    const auto [stop, error] = std::from_chars(reference.data(), end, code, base);
    if (error != std::errc{} || stop != end) return std::nullopt;
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return std::nullopt;
    return code;
}

std::string format_utf8(char32_t code) {
    const auto byte = [](char32_t bits) { return static_cast<char>(bits); };
    const auto tail = [code, byte](int shift) { return byte(0x80 | (code >> shift & 0x3F)); };
    if (code < 0x80) return {byte(code)};
    if (code < 0x800) return {byte(0xC0 | code >> 6), tail(0)};
    if (code < 0x10000) return {byte(0xE0 | code >> 12), tail(6), tail(0)};
    return {byte(0xF0 | code >> 18), tail(12), tail(6), tail(0)};
}

/// How many bytes of markup a text begins with that starts with `<`; all of it, if the markup has no end.
std::size_t markup_size(std::string_view text) {
    const std::string_view end = text.starts_with("<!--") ? "-->" : ">";
    const std::size_t at = text.find(end);
    return at == std::string_view::npos ? text.size() : at + end.size();
}

/// Text that grows by one character after the other, and has no white space but single blanks within.
class Line {
public:
    void append(std::string_view character) {
        if (has_white_space(character) || has_control(character)) {
            wants_blank_ = true;
            return;
        }
        if (wants_blank_ && !text_.empty()) text_ += ' ';
        wants_blank_ = false;
        text_ += character;
    }

    std::string finish() { return std::move(text_); }

private:
    std::string text_;
    bool wants_blank_ = false;
};

/// Moves the character that a reference at the start of a text stands for; whether it is one.
bool take_reference(std::string_view& html, Line& line) {
    constexpr std::size_t longest = 12;
    if (html.front() != '&') return false;
    const std::size_t end = html.substr(0, longest).find(';');
    if (end == std::string_view::npos) return false;
    const auto character = parse_reference(html.substr(1, end - 1));
    if (!character) return false;
    line.append(format_utf8(*character));
    html.remove_prefix(end + 1);
    return true;
}

/// Moves the first character of a text; U+FFFD, if it is none.
void take_character(std::string_view& html, Line& line) {
    const Utf8Sequence sequence = read_utf8_sequence(html);
    line.append(sequence.is_valid ? html.substr(0, sequence.size) : "\xEF\xBF\xBD");
    html.remove_prefix(sequence.size);
}

}  // namespace

std::string format_html_text(std::string_view html) {
    Line line;
    while (!html.empty()) {
        if (html.front() == '<') {
            html.remove_prefix(markup_size(html));
        } else if (!take_reference(html, line)) {
            take_character(html, line);
        }
    }
    return line.finish();
}

}  // namespace herd::places

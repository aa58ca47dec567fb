#include "http/occurrences.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

namespace herd::http {
namespace {

/// One character of a text, and how much of the text stands for it.
struct Piece {
    char32_t character = 0;
    std::size_t size = 1;
};

std::optional<char32_t> parse_hexadecimal(std::string_view digits, std::size_t count) {
    if (digits.size() < count) return std::nullopt;
    unsigned value = 0;
    const char* const end = digits.data() + count;
    if (std::from_chars(digits.data(), end, value, 16).ptr != end) return std::nullopt;
    return value;
}

char32_t widen(char character) {
    return static_cast<unsigned char>(character);
}

Piece read_plain(std::string_view text) {
    return {widen(text.front()), 1};
}

Piece read_percent(std::string_view text) {
    if (text.front() == '%') {
        if (const auto value = parse_hexadecimal(text.substr(1), 2)) return {*value, 3};
    }
    return read_plain(text);
}

Piece read_json(std::string_view text) {
    constexpr std::string_view escapes = "\"\\/bfnrt";
    constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
    if (text.front() == '\\' && text.size() > 1) {
        if (text[1] == 'u') {
            if (const auto value = parse_hexadecimal(text.substr(2), 4)) return {*value, 6};
        }
        if (const auto found = escapes.find(text[1]); found != std::string_view::npos)
            return {widen(meant[found]), 2};
    }
    return read_plain(text);
}

/// The word as Knuth, Morris and Pratt search for it: how much of it may still match where it has matched so
/// far and then no more.
class Pattern {
public:
    explicit Pattern(std::string_view word) : word_(word), borders_(word.size() + 1, 0) {
        for (std::size_t i = 1; i < word.size(); ++i) borders_[i + 1] = advance(borders_[i], widen(word[i]));
    }

    std::size_t advance(std::size_t matched, char32_t character) const {
        while (matched == word_.size() || widen(word_[matched]) != character) {
            if (matched == 0) return 0;
            matched = borders_[matched];
        }
        return matched + 1;
    }

    template <class Read>
    void find(std::string_view text, Read read, std::vector<Extent>& found) const {
        std::vector<std::size_t> begins;  // of the pieces so far
        std::size_t matched = 0;
        for (std::size_t at = 0; at < text.size();) {
            const Piece piece = read(text.substr(at));
            begins.push_back(at);
            at += piece.size;
            matched = advance(matched, piece.character);
            if (matched == word_.size()) found.push_back({begins[begins.size() - matched], at});
        }
    }

private:
    std::string_view word_;
    std::vector<std::size_t> borders_;
};

}  // namespace

std::vector<Extent> find_occurrences(std::string_view text, std::string_view word) {
    if (word.empty()) return {};
    std::vector<Extent> found;
    const Pattern pattern(word);
    pattern.find(text, read_plain, found);
    pattern.find(text, read_percent, found);
    pattern.find(text, read_json, found);
    std::sort(found.begin(), found.end(),
              [](const Extent& one, const Extent& other) { return one.begin < other.begin; });
    std::vector<Extent> merged;
    for (const Extent& extent : found) {
        if (!merged.empty() && extent.begin < merged.back().end)
            merged.back().end = std::max(merged.back().end, extent.end);
        else
            merged.push_back(extent);
    }
    return merged;
}

}  // namespace herd::http

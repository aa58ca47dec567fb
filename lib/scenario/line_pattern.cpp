#include "scenario/line_pattern.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "core/fields.hpp"
#include "log/escape.hpp"

namespace herd::scenario {
namespace {

using Words = std::vector<std::string_view>;

constexpr std::string_view any_field = "*";
constexpr std::string_view any_lines = "...";

Words split_words(std::string_view line) {
    Words words;
    for (auto word = core::first_field(line); !word.empty(); word = core::first_field(line)) {
        words.push_back(word);
        line.remove_prefix(static_cast<std::size_t>(word.data() + word.size() - line.data()));
    }
    return words;
}

bool matches_word(std::string_view pattern, std::string_view word) {
    return pattern == any_field || pattern == word;
}

/// The first field in which they differ; nothing: none does.
std::optional<std::size_t> find_difference(const Words& pattern, const Words& line) {
    const auto both = std::min(pattern.size(), line.size());
    for (std::size_t i = 0; i < both; ++i) {
        if (!matches_word(pattern[i], line[i])) return i;
    }
    if (pattern.size() != line.size()) return both;
    return std::nullopt;
}

/// A field for people: escaped, and its head if it is long.
std::string show(const Words& words, std::size_t i) {
    constexpr std::size_t longest = 200;  // bytes
    if (i >= words.size()) return {};
    std::string text;
    log::append_text_escaped(words[i].substr(0, longest), text);
    if (words[i].size() > longest) text += "...";
    return text;
}

/// How many characters a text is wide, as far as a terminal shows each in one column.
std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    for (; !text.empty(); ++width) text.remove_prefix(read_utf8_sequence(text).size);
    return width;
}

void pad(std::string& text, std::size_t width) {
    const auto now = width_of(text);
    if (now < width) text.append(width - now, ' ');
}

std::string trim_right(std::string text) {
    while (text.ends_with(' ')) text.pop_back();
    return text;
}

std::string align(const Words& expected, const Words& seen, std::size_t differs) {
    constexpr std::size_t about = 8;  // fields that are shown on either side of the difference
    const auto begin = differs > about ? differs - about : 0;
    const auto end = std::min(std::max(expected.size(), seen.size()), differs + about);
    std::string above = begin > 0 ? "expected  ... " : "expected  ";
    std::string below = begin > 0 ? "seen      ... " : "seen      ";
    std::string mark;
    for (std::size_t i = begin; i < end; ++i) {
        const auto a = show(expected, i);
        const auto b = show(seen, i);
        const auto start = width_of(above);
        const auto width = std::max(width_of(a), width_of(b));
        if (i == differs) mark = std::string(start, ' ') + std::string(width, '^');
        pad(above += a, start + width + 1);
        pad(below += b, start + width + 1);
    }
    return trim_right(above) + "\n" + trim_right(below) + "\n" + mark;
}

std::vector<std::string> without_empty(const std::vector<std::string>& lines) {
    std::vector<std::string> kept;
    for (const auto& line : lines) {
        if (!split_words(line).empty()) kept.push_back(line);
    }
    return kept;
}

}  // namespace

bool matches_line(std::string_view pattern, std::string_view line) {
    return !find_difference(split_words(pattern), split_words(line));
}

std::vector<std::string> split_lines(std::string_view answer) {
    std::vector<std::string> lines;
    while (!answer.empty()) {
        const auto end = std::min(answer.find('\n'), answer.size());
        if (end > 0) lines.emplace_back(answer.substr(0, end));
        answer.remove_prefix(std::min(end + 1, answer.size()));
    }
    return lines;
}

std::optional<Difference> compare_lines(const std::vector<std::string>& expected,
                                        const std::vector<std::string>& seen) {
    auto patterns = without_empty(expected);
    const auto lines = without_empty(seen);
    const bool is_open = !patterns.empty() && split_words(patterns.back()) == Words{any_lines};
    if (is_open) patterns.pop_back();
    const auto place = [&](std::size_t i) {
        if (patterns.size() == 1 && lines.size() == 1) return std::string();
        return "line " + std::to_string(i + 1) + ": ";
    };
    for (std::size_t i = 0; i < std::min(patterns.size(), lines.size()); ++i) {
        const auto pattern = split_words(patterns[i]);
        const auto line = split_words(lines[i]);
        if (const auto differs = find_difference(pattern, line)) {
            return Difference{place(i) + "field " + std::to_string(*differs + 1) + " differs",
                              align(pattern, line, *differs)};
        }
    }
    if (lines.size() < patterns.size()) {
        const auto missing = split_words(patterns[lines.size()]);
        return Difference{place(lines.size()) + "there is no such line", align(missing, {}, 0)};
    }
    if (lines.size() > patterns.size() && !is_open) {
        const auto more = split_words(lines[patterns.size()]);
        return Difference{place(patterns.size()) + "no more lines were expected", align({}, more, 0)};
    }
    return std::nullopt;
}

}  // namespace herd::scenario

#include "bench/answers.hpp"

#include <algorithm>
#include <optional>

#include "base/decimal.hpp"

namespace herd::bench {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view near_head = "NEAR ";

bool is_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The distance that a line `NEAR <km> AT ...` tells, three digits behind the point; nothing if it is none.
std::optional<double> parse_near(std::string_view line) {
    if (!line.starts_with(near_head)) return std::nullopt;
    line.remove_prefix(near_head.size());
    const auto end = line.find(" AT ");
    if (end == std::string_view::npos || end < 5 || line[end - 4] != '.') return std::nullopt;
    return parse_double(line.substr(0, end));
}

}  // namespace

bool is_skew(std::string_view text) {
    constexpr std::size_t fraction = 9;
    if (text.size() < 1 + 1 + 1 + fraction || (text[0] != '+' && text[0] != '-')) return false;
    const auto point = text.size() - fraction - 1;
    return text[point] == '.' && is_digits(text.substr(1, point - 1)) && is_digits(text.substr(point + 1));
}

AnswerSize take_at_line(std::string_view bytes, const ExpectedAt& expected) {
    const auto end = bytes.find('\n');
    if (end == std::string_view::npos) return 0;
    std::string_view line = bytes.substr(0, end + 1);
    if (!line.starts_with(expected.head)) return unexpected("it does not begin as it should"sv);
    line.remove_prefix(expected.head.size());
    if (!line.ends_with(expected.tail)) return unexpected("location or time is not what the client said"sv);
    line.remove_suffix(expected.tail.size());
    if (!line.ends_with(expected.client)) return unexpected("it is about another client"sv);
    line.remove_suffix(expected.client.size());
    if (!line.ends_with(' ') || !is_skew(line.substr(0, line.size() - 1)))
        return unexpected("the skew is malformed"sv);
    return end + 1;
}

AnswerSize take_places(std::string_view bytes, const ExpectedAt& expected) {
    const auto at = take_at_line(bytes, expected);
    if (!at || *at == 0) return at;
    const auto size = bytes.find("\n\n", *at);
    if (size == std::string_view::npos) return 0;
    const std::string_view document = bytes.substr(*at, size - *at);
    if (!document.starts_with('{') || !document.ends_with('}'))
        return unexpected("what follows the AT line is no JSON document"sv);
    return size + 2;
}

AnswerSize take_phones(std::string_view bytes, const ExpectedAt& expected, std::size_t bound) {
    const auto at = take_at_line(bytes, expected);
    if (!at || *at == 0) return at;
    std::size_t size = *at;
    double last = 0;
    for (std::size_t hits = 0;; ++hits) {
        const auto end = bytes.find('\n', size);
        if (end == std::string_view::npos) return 0;
        const std::string_view line = bytes.substr(size, end - size);
        size = end + 1;
        if (line.empty()) return size;
        const auto km = parse_near(line);
        if (!km) return unexpected("a line behind the AT line is no NEAR line"sv);
        if (*km < last) return unexpected("the nearest are not first"sv);
        if (hits == bound) return unexpected("there are more NEAR lines than asked for"sv);
        last = *km;
    }
}

}  // namespace herd::bench

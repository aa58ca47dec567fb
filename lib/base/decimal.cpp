#include "base/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/digit.hpp"

namespace herd {
namespace {

bool is_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace

int DecimalText::compare(std::uint64_t whole) const {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, whole).ptr;
    const std::string_view other(digits, static_cast<std::size_t>(end - digits));
    std::string_view mine = integer.substr(std::min(integer.find_first_not_of('0'), integer.size() - 1));
    if (mine.size() != other.size()) return mine.size() < other.size() ? -1 : 1;
    if (const int order = mine.compare(other); order != 0) return order;
    return fraction.find_first_not_of('0') == std::string_view::npos ? 0 : 1;
}

std::optional<DecimalText> parse_decimal(std::string_view text) {
    const auto point = text.find('.');
    DecimalText decimal{text.substr(0, point), {}};
    if (!is_digits(decimal.integer)) return std::nullopt;
    if (point != std::string_view::npos) {
        decimal.fraction = text.substr(point + 1);
        if (!is_digits(decimal.fraction)) return std::nullopt;
    }
    return decimal;
}

std::optional<double> parse_double(std::string_view text) {
    const auto decimal = parse_decimal(text);
    if (!decimal) return std::nullopt;
    double value = 0;
    const auto error =
        std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed).ec;
    if (error == std::errc{}) return value;
    // Out of a double's range: so small that the nearest one is 0, or so great that it is infinity.
    return decimal->compare(1) > 0 ? HUGE_VAL : 0.0;
}

std::optional<std::uint64_t> parse_integer(std::string_view text, std::uint64_t limit) {
    if (!is_digits(text)) return std::nullopt;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value > limit) return std::nullopt;
    return value;
}

}  // namespace herd

#include "core/location.hpp"

#include <cstddef>

#include "base/decimal.hpp"
#include "core/location_code.hpp"

namespace herd::core {
namespace {

constexpr bool is_sign(char c) {
    return c == '+' || c == '-';
}

/// A sexagesimal part of two digits and, in the last part, a fraction.
std::optional<double> parse_sixtieths(std::string_view text) {
    const auto decimal = parse_decimal(text);
    if (!decimal || decimal->compare(60) >= 0) return std::nullopt;
    return parse_double(text);
}

/// One coordinate. `degree_digits` is how many digits degrees have in the forms with minutes: 2 or 3.
std::optional<double> parse_coordinate(std::string_view text, std::size_t degree_digits,
                                       std::uint64_t limit) {
    const bool negative = text.front() == '-';
    text.remove_prefix(1);
    const auto decimal = parse_decimal(text);
    if (!decimal) return std::nullopt;

    const std::size_t digits = decimal->integer.size();
    double degrees = 0;
    if (digits <= degree_digits) {
        if (decimal->compare(limit) > 0) return std::nullopt;
        degrees = *parse_double(text);
    } else if (digits == degree_digits + 2 || digits == degree_digits + 4) {
        const bool has_seconds = digits == degree_digits + 4;
        const auto minutes_text = text.substr(degree_digits);
        const auto minutes = parse_sixtieths(has_seconds ? minutes_text.substr(0, 2) : minutes_text);
        const auto seconds =
            has_seconds ? parse_sixtieths(text.substr(degree_digits + 2)) : std::optional<double>(0.0);
        if (!minutes || !seconds) return std::nullopt;
        degrees = *parse_double(text.substr(0, degree_digits)) + *minutes / 60 + *seconds / 3600;
        // Any minute past the limit, however small its fraction, is out of range, so the texts are compared.
        const bool past_whole_degrees =
            text.find_first_of("123456789", degree_digits) != std::string_view::npos;
        const auto whole = parse_integer(text.substr(0, degree_digits), 999);
        if (*whole > limit || (*whole == limit && past_whole_degrees)) return std::nullopt;
    } else {
        return std::nullopt;
    }
    return negative ? -degrees : degrees;
}

}  // namespace

std::optional<LatLng> parse_location(std::string_view text) {
    // The usual form is read many times faster by its code.
    if (const auto code = encode_location(text)) return decode_location(*code);
    if (!text.empty() && text.back() == '/') text.remove_suffix(1);
    if (text.empty() || !is_sign(text.front())) return std::nullopt;
    const auto second = text.find_first_of("+-", 1);
    if (second == std::string_view::npos) return std::nullopt;
    const auto lat = parse_coordinate(text.substr(0, second), 2, 90);
    const auto lng = parse_coordinate(text.substr(second), 3, 180);
    if (!lat || !lng) return std::nullopt;
    return LatLng{*lat, *lng};
}

}  // namespace herd::core

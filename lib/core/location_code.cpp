#include "core/location_code.hpp"

#include <cstddef>

#include "base/take_digits.hpp"

namespace herd::core {
namespace {

// A shape: decimals, digits before the point, sign, and a bit that is always set.
constexpr unsigned decimals_mask = 7;
constexpr unsigned digits_shift = 3;
constexpr unsigned digits_mask = 3;
constexpr unsigned negative_bit = 1U << 5;
constexpr unsigned coded_bit = 1U << 6;

constexpr std::size_t decimals_limit = 7;

/// Takes a signed number from the front of what is there, and returns its shape; 0 if it has no code.
std::uint8_t take_coordinate(const char*& at, const char* end, std::size_t digits_limit, std::uint32_t limit,
                             std::uint32_t& value) {
    if (at == end || (*at != '+' && *at != '-')) return 0;
    unsigned shape = coded_bit | (*at++ == '-' ? negative_bit : 0);
    const std::size_t digits = take_eight_digits(at, end, value);
    if (digits == 0 || digits > digits_limit) return 0;
    std::size_t decimals = 0;
    if (at != end && *at == '.') {
        std::uint32_t fraction = 0;
        decimals = take_eight_digits(++at, end, fraction);
        if (decimals == 0 || decimals > decimals_limit) return 0;
        const std::uint64_t whole = std::uint64_t{value} * powers_of_ten[decimals] + fraction;
        if (whole > std::uint64_t{limit} * powers_of_ten[decimals]) return 0;
        value = static_cast<std::uint32_t>(whole);
    } else if (value > limit) {
        return 0;
    }
    shape |= static_cast<unsigned>(digits << digits_shift | decimals);
    return static_cast<std::uint8_t>(shape);
}

char* format_digits(std::uint32_t value, unsigned count, char* out) {
    for (char* digit = out + count; digit != out; value /= 10) *--digit = static_cast<char>('0' + value % 10);
    return out + count;
}

char* format_coordinate(std::uint32_t value, unsigned shape, char* out) {
    const unsigned decimals = shape & decimals_mask;
    const std::uint32_t whole = value / powers_of_ten[decimals];
    *out++ = (shape & negative_bit) ? '-' : '+';
    out = format_digits(whole, shape >> digits_shift & digits_mask, out);
    if (decimals == 0) return out;
    *out++ = '.';
    return format_digits(value - whole * powers_of_ten[decimals], decimals, out);
}

bool is_valid_coordinate(std::uint32_t value, unsigned shape, unsigned digits_limit, std::uint32_t limit) {
    const unsigned digits = shape >> digits_shift & digits_mask;
    if ((shape & ~(negative_bit - 1U) & ~negative_bit) != coded_bit || digits == 0 || digits > digits_limit)
        return false;
    const std::uint64_t unit = powers_of_ten[shape & decimals_mask];
    return value <= limit * unit && value < powers_of_ten[digits] * unit;
}

/// Both numbers are exact as doubles, so their quotient is the nearest double, as a parser's is.
double decode_coordinate(std::uint32_t value, unsigned shape) {
    const double degrees = static_cast<double>(value) / powers_of_ten[shape & decimals_mask];
    return (shape & negative_bit) ? -degrees : degrees;
}

}  // namespace

bool encode_location(std::string_view text, LocationCode& code) {
    const char* at = text.data();
    const char* const end = at + text.size();
    code.lat_shape = take_coordinate(at, end, 2, 90, code.lat);
    if (code.lat_shape == 0) return false;
    code.lng_shape = take_coordinate(at, end, 3, 180, code.lng);
    return code.lng_shape != 0 && at == end;
}

char* format_location(const LocationCode& code, char* out) {
    return format_coordinate(code.lng, code.lng_shape, format_coordinate(code.lat, code.lat_shape, out));
}

bool is_valid(const LocationCode& code) {
    return is_valid_coordinate(code.lat, code.lat_shape, 2, 90) &&
           is_valid_coordinate(code.lng, code.lng_shape, 3, 180);
}

LatLng decode_location(const LocationCode& code) {
    return {decode_coordinate(code.lat, code.lat_shape), decode_coordinate(code.lng, code.lng_shape)};
}

}  // namespace herd::core

#include "core/location_code.hpp"

#include "base/digit.hpp"

namespace herd::core {
namespace {

// A shape: decimals, digits before the point, sign, and a bit that is always set.
constexpr unsigned decimals_mask = 7;
constexpr unsigned digits_shift = 3;
constexpr unsigned digits_mask = 3;
constexpr unsigned negative_bit = 1U << 5;
constexpr unsigned coded_bit = 1U << 6;

constexpr unsigned decimals_limit = 7;
constexpr std::uint32_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000};

struct Coordinate {
    std::uint32_t value = 0;
    std::uint8_t shape = 0;
};

/// Takes a signed number from the front of what is there; shape 0 if it has no code.
Coordinate take_coordinate(const char*& at, const char* end, unsigned digits_limit, std::uint32_t limit) {
    if (at == end || (*at != '+' && *at != '-')) return {};
    unsigned shape = coded_bit | (*at++ == '-' ? negative_bit : 0);
    std::uint64_t value = 0;
    const char* from = at;
    while (at != end && is_digit(*at)) value = value * 10 + digit_of(*at++);
    const auto digits = static_cast<std::size_t>(at - from);
    if (digits == 0 || digits > digits_limit) return {};
    std::size_t decimals = 0;
    if (at != end && *at == '.') {
        from = ++at;
        while (at != end && is_digit(*at) && at - from <= static_cast<std::ptrdiff_t>(decimals_limit)) {
            value = value * 10 + digit_of(*at++);
        }
        decimals = static_cast<std::size_t>(at - from);
        if (decimals == 0 || decimals > decimals_limit) return {};
    }
    if (value > std::uint64_t{limit} * powers[decimals]) return {};
    shape |= static_cast<unsigned>(digits << digits_shift | decimals);
    return {static_cast<std::uint32_t>(value), static_cast<std::uint8_t>(shape)};
}

char* format_digits(std::uint32_t value, unsigned count, char* out) {
    for (char* digit = out + count; digit != out; value /= 10) *--digit = static_cast<char>('0' + value % 10);
    return out + count;
}

char* format_coordinate(std::uint32_t value, unsigned shape, char* out) {
    const unsigned decimals = shape & decimals_mask;
    const std::uint32_t whole = value / powers[decimals];
    *out++ = (shape & negative_bit) ? '-' : '+';
    out = format_digits(whole, shape >> digits_shift & digits_mask, out);
    if (decimals == 0) return out;
    *out++ = '.';
    return format_digits(value - whole * powers[decimals], decimals, out);
}

bool is_valid_coordinate(std::uint32_t value, unsigned shape, unsigned digits_limit, std::uint32_t limit) {
    const unsigned digits = shape >> digits_shift & digits_mask;
    if ((shape & ~(negative_bit - 1U) & ~negative_bit) != coded_bit || digits == 0 || digits > digits_limit)
        return false;
    const std::uint64_t unit = powers[shape & decimals_mask];
    return value <= limit * unit && value < powers[digits] * unit;
}

/// Both numbers are exact as doubles, so their quotient is the nearest double, as a parser's is.
double decode_coordinate(std::uint32_t value, unsigned shape) {
    const double degrees = static_cast<double>(value) / powers[shape & decimals_mask];
    return (shape & negative_bit) ? -degrees : degrees;
}

}  // namespace

std::optional<LocationCode> encode_location(std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    const Coordinate lat = take_coordinate(at, end, 2, 90);
    if (lat.shape == 0) return std::nullopt;
    const Coordinate lng = take_coordinate(at, end, 3, 180);
    if (lng.shape == 0 || at != end) return std::nullopt;
    return LocationCode{lat.value, lng.value, lat.shape, lng.shape};
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

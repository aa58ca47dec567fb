#include "base/quantity.hpp"

#include <array>
#include <charconv>
#include <cstdint>

#include "base/decimal.hpp"

namespace herd {
namespace {

struct Unit {
    std::string_view name;
    std::uint64_t size;
};

// The first whose name ends a text is its unit, so "ms" and "us" stand before "s".
constexpr std::array<Unit, 5> durations{{{"h", 3'600'000'000'000},
                                         {"m", 60'000'000'000},
                                         {"ms", 1'000'000},
                                         {"us", 1'000},
                                         {"s", 1'000'000'000}}};
constexpr std::uint64_t longest = 10'000 * durations[0].size;

// From great to small: the first that divides a size is the one to write it with.
constexpr std::array<Unit, 4> sizes{{{"TiB", std::uint64_t{1} << 40},
                                     {"GiB", std::uint64_t{1} << 30},
                                     {"MiB", std::uint64_t{1} << 20},
                                     {"KiB", std::uint64_t{1} << 10}}};

template <std::size_t n>
const Unit* find_unit(const std::array<Unit, n>& units, std::string_view text) {
    for (const auto& unit : units) {
        if (text.ends_with(unit.name)) return &unit;
    }
    return nullptr;
}

// `decimal` times `unit`, exactly, the part below one cut off.
std::uint64_t scale(const DecimalText& decimal, std::uint64_t whole, std::uint64_t unit) {
    std::uint64_t value = whole * unit;
    std::uint64_t place = unit;
    for (const char digit : decimal.fraction) {
        // Exact down to a nanosecond: each unit is a small number times a power of ten of them.
        place /= 10;
        if (place == 0) break;
        value += static_cast<std::uint64_t>(digit - '0') * place;
    }
    return value;
}

// Takes the sign from the front of `text`; whether it is a minus.
bool take_sign(std::string_view& text) {
    const bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    return is_negative;
}

}  // namespace

std::optional<nanoseconds> parse_duration(std::string_view text) {
    const Unit* unit = find_unit(durations, text);
    if (!unit) return std::nullopt;
    text.remove_suffix(unit->name.size());
    const auto decimal = parse_decimal(text);
    if (!decimal) return std::nullopt;
    const auto whole = parse_integer(decimal->integer, longest / unit->size);
    if (!whole) return std::nullopt;
    return nanoseconds(static_cast<std::int64_t>(scale(*decimal, *whole, unit->size)));
}

std::string format_duration(nanoseconds duration) {
    const auto count = static_cast<std::uint64_t>(duration.count());
    if (count == 0) return "0s";
    for (const char* name : {"h", "m"}) {
        const std::uint64_t unit = find_unit(durations, name)->size;
        if (count % unit == 0) return std::to_string(count / unit) + name;
    }
    const char* name = count >= 1'000'000'000 ? "s" : count >= 1'000'000 ? "ms" : "us";
    const std::uint64_t unit = find_unit(durations, name)->size;
    std::string text = std::to_string(count / unit);
    if (const std::uint64_t rest = count % unit; rest != 0) {
        std::string fraction = std::to_string(unit + rest).substr(1);  // with its leading zeros
        fraction.erase(fraction.find_last_not_of('0') + 1);
        text += "." + fraction;
    }
    return text + name;
}

std::optional<nanoseconds> parse_offset(std::string_view text) {
    const bool is_negative = take_sign(text);
    const auto duration = parse_duration(text);
    if (!duration) return std::nullopt;
    return is_negative ? -*duration : *duration;
}

std::string format_offset(nanoseconds offset) {
    return offset.count() < 0 ? "-" + format_duration(-offset) : "+" + format_duration(offset);
}

std::optional<double> parse_ppm(std::string_view text) {
    constexpr std::string_view unit = "ppm";
    if (!text.ends_with(unit)) return std::nullopt;
    text.remove_suffix(unit.size());
    const bool is_negative = take_sign(text);
    const auto value = parse_double(text);
    if (!value) return std::nullopt;
    return is_negative ? -*value : *value;
}

std::string format_ppm(double ppm) {
    char digits[400];  // the greatest double has 309 of them
    const auto end = std::to_chars(digits, digits + sizeof digits, ppm, std::chars_format::fixed).ptr;
    return (ppm < 0 ? "" : "+") + std::string(digits, end) + "ppm";
}

std::optional<std::int64_t> parse_size(std::string_view text) {
    const Unit* unit = find_unit(sizes, text);
    if (!unit) return std::nullopt;
    text.remove_suffix(unit->name.size());
    const auto count = parse_integer(text, (std::uint64_t{1} << 62) / unit->size);
    if (!count) return std::nullopt;
    return static_cast<std::int64_t>(*count * unit->size);
}

std::string format_size(std::uint64_t bytes) {
    for (const auto& unit : sizes) {
        if (bytes != 0 && bytes % unit.size == 0)
            return std::to_string(bytes / unit.size) + std::string(unit.name);
    }
    return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
}

}  // namespace herd

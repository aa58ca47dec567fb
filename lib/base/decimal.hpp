#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace herd {

/// The digits of an unsigned decimal number, `12`, `12.50`: at least one digit, and at least one behind a
/// point.
struct DecimalText {
    std::string_view integer;
    std::string_view fraction;  // empty if there is no point

    /// Exact comparison with an integer, whatever the number of digits. Returns <0, 0, >0.
    int compare(std::uint64_t whole) const;
};

/// Splits `text` into its digits; no sign, no exponent, no white space.
/// Errors: nothing, if `text` is anything else.
std::optional<DecimalText> parse_decimal(std::string_view text);

/// The nearest double of an unsigned decimal number.
/// Errors: nothing, if `text` is not one.
std::optional<double> parse_double(std::string_view text);

/// An unsigned integer of digits only, at most `limit`.
/// Errors: nothing, if `text` is anything else or greater.
std::optional<std::uint64_t> parse_integer(std::string_view text, std::uint64_t limit);

}  // namespace herd

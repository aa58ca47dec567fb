#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace herd::checker {

/// A time that a client wrote, exactly.
struct ExactTime {
    std::uint64_t seconds = 0;
    std::uint32_t nanos = 0;
    friend auto operator<=>(const ExactTime&, const ExactTime&) = default;
};

/// Errors: nothing, if the text is no time. Source: docs/protocol.md, "time"
std::optional<ExactTime> parse_exact_time(std::string_view text);

/// What an AT line says of a receipt: `+0.263873386`.
std::string format_skew(WallTime receipt, ExactTime time);

/// The receipt that a skew tells. Errors: nothing, if the text is not just what `format_skew` writes.
std::optional<WallTime> parse_skew(std::string_view text, ExactTime time);

}  // namespace herd::checker

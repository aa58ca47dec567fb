#include "point.hpp"

#include "base/decimal.hpp"
#include "core/location.hpp"

namespace herd::app {
namespace {

/// A decimal number with a sign or without.
std::optional<double> parse_degrees(std::string_view text, double limit) {
    const bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    const auto degrees = parse_double(text);
    if (!degrees || *degrees > limit) return std::nullopt;
    return is_negative ? -*degrees : *degrees;
}

}  // namespace

std::optional<LatLng> parse_point(std::string_view text) {
    const auto comma = text.find(',');
    if (comma == std::string_view::npos) return core::parse_location(text);
    const auto lat = parse_degrees(text.substr(0, comma), 90);
    const auto lng = parse_degrees(text.substr(comma + 1), 180);
    if (!lat || !lng) return std::nullopt;
    return LatLng{*lat, *lng};
}

}  // namespace herd::app

#include "replay/location_text.hpp"

#include <algorithm>

#include "base/decimal.hpp"
#include "core/location.hpp"

namespace herd::replay {
namespace {

// Appends degrees with their sign, and without zeros in front: the number of digits before the point says
// what they are.
bool append_degrees(std::string_view text, std::string& out) {
    const bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || text == ".") return false;
    std::string digits(text);
    if (digits.front() == '.') digits.insert(0, 1, '0');
    if (digits.back() == '.') digits.pop_back();
    if (!parse_decimal(digits)) return false;
    const auto point = std::min(digits.find('.'), digits.size());
    const auto first = std::min(digits.find_first_not_of('0'), point - 1);
    out += is_negative ? '-' : '+';
    out.append(digits, first);
    return true;
}

}  // namespace

std::optional<std::string> format_location(std::string_view latitude, std::string_view longitude) {
    std::string location;
    if (!append_degrees(latitude, location) || !append_degrees(longitude, location)) return std::nullopt;
    if (!core::parse_location(location)) return std::nullopt;
    return location;
}

}  // namespace herd::replay

#include "checker/model_location.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

#include "base/decimal.hpp"

namespace herd::checker {
namespace {

/// An angle without its sign. `width`: digits of whole degrees, in the forms that have minutes.
std::optional<double> parse_angle(std::string_view text, std::size_t width, std::uint64_t limit) {
    const auto number = parse_decimal(text);
    if (!number) return std::nullopt;
    const std::size_t digits = number->integer.size();
    if (digits <= width) return number->compare(limit) > 0 ? std::nullopt : parse_double(text);
    if (digits != width + 2 && digits != width + 4) return std::nullopt;

    // Each part has two digits, and the last one the fraction.
    const std::string_view whole = text.substr(0, width);
    std::string_view rest = text.substr(width);
    double degrees = *parse_double(whole);
    double unit = 60;
    for (std::size_t parts = (digits - width) / 2; parts > 0; --parts, unit *= 60) {
        const std::string_view part = parts == 1 ? rest : rest.substr(0, 2);
        if (parse_decimal(part)->compare(60) >= 0) return std::nullopt;
        degrees += *parse_double(part) / unit;
        rest.remove_prefix(part.size());
    }
    const bool has_more = text.substr(width).find_first_not_of("0.") != std::string_view::npos;
    const int order = parse_decimal(whole)->compare(limit);
    if (order > 0 || (order == 0 && has_more)) return std::nullopt;
    return degrees;
}

std::array<double, 3> vector_of(LatLng at) {
    constexpr double radians = std::numbers::pi / 180;
    const double flat = std::cos(at.lat * radians);
    return {flat * std::cos(at.lng * radians), flat * std::sin(at.lng * radians), std::sin(at.lat * radians)};
}

}  // namespace

std::optional<LatLng> parse_place(std::string_view text) {
    if (text.ends_with('/')) text.remove_suffix(1);
    const auto is_sign = [](char c) { return c == '+' || c == '-'; };
    if (text.empty() || !is_sign(text.front())) return std::nullopt;
    const auto second = std::find_if(text.begin() + 1, text.end(), is_sign);
    if (second == text.end()) return std::nullopt;
    const auto split = static_cast<std::size_t>(second - text.begin());
    const auto lat = parse_angle(text.substr(1, split - 1), 2, 90);
    const auto lng = parse_angle(text.substr(split + 1), 3, 180);
    if (!lat || !lng) return std::nullopt;
    return LatLng{text.front() == '-' ? -*lat : *lat, *second == '-' ? -*lng : *lng};
}

double measure_km(LatLng a, LatLng b) {
    const auto u = vector_of(a);
    const auto v = vector_of(b);
    const double x = u[1] * v[2] - u[2] * v[1];
    const double y = u[2] * v[0] - u[0] * v[2];
    const double z = u[0] * v[1] - u[1] * v[0];
    return earth_radius_km *
           std::atan2(std::sqrt(x * x + y * y + z * z), u[0] * v[0] + u[1] * v[1] + u[2] * v[2]);
}

}  // namespace herd::checker

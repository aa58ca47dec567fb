#include "places/google/legacy_request.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

#include "http/percent_encoding.hpp"

namespace herd::places {
namespace {

/// The shortest text that is read back as the same number, without an exponent.
std::string format_plainly(double number) {
    char digits[400];  // the least double has 324 zeros behind its point
    const double unsigned_zero = number + 0.0;
    return {digits,
            std::to_chars(digits, digits + sizeof digits, unsigned_zero, std::chars_format::fixed).ptr};
}

/// To the millimetre, lest a product of decimals has 16 digits.
double radius_metres(double km) {
    return std::clamp(std::round(km * 1e6) / 1e3, 0.001, 50'000.0);
}

void append_parameter(std::string_view name, std::string_view value, std::string& out) {
    out += out.find('?') == std::string::npos ? '?' : '&';
    out += name;
    out += '=';
    http::append_percent_encoded(value, out);
}

}  // namespace

http::Request make_legacy_request(const Question& question, const GoogleOptions& options) {
    std::string target = "/maps/api/place/nearbysearch/json";
    append_parameter("location", format_plainly(question.at.lat) + "," + format_plainly(question.at.lng),
                     target);
    append_parameter("radius", format_plainly(radius_metres(question.radius_km)), target);
    if (!options.types.empty()) append_parameter("type", options.types.front(), target);
    if (!options.language.empty()) append_parameter("language", options.language, target);
    append_parameter("key", options.key.reveal(), target);
    return {http::Method::get, target, {{"Accept", "application/json"}}, {}};
}

}  // namespace herd::places

#include "places/google/google_request.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "places/google/field_mask.hpp"
#include "places/json_text.hpp"

namespace herd::places {
namespace {

constexpr int bound_limit = 20;

/// To the millimetre, lest a product of decimals has 16 digits.
double radius_metres(double km) {
    return std::clamp(std::round(km * 1e6) / 1e3, 0.001, 50'000.0);
}

/// The shortest text that is read back as the same number.
void append_exactly(double number, std::string& out) {
    char digits[32];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

std::string format_body(const Question& question, const GoogleOptions& options) {
    std::string body = R"({"locationRestriction":{"circle":{"center":{"latitude":)";
    append_exactly(question.at.lat, body);
    body += R"(,"longitude":)";
    append_exactly(question.at.lng, body);
    body += R"(},"radius":)";
    append_exactly(radius_metres(question.radius_km), body);
    body += R"(}},"maxResultCount":)" + std::to_string(std::min(question.bound, bound_limit));
    body += R"(,"rankPreference":)";
    body += options.rank == Rank::distance ? R"("DISTANCE")" : R"("POPULARITY")";
    if (!options.types.empty()) {
        body += R"(,"includedTypes":)";
        char before = '[';
        for (const std::string& type : options.types) {
            body += before;
            append_json_text(type, body);
            before = ',';
        }
        body += ']';
    }
    if (!options.language.empty()) {
        body += R"(,"languageCode":)";
        append_json_text(options.language, body);
    }
    body += '}';
    return body;
}

}  // namespace

http::Request make_google_request(const Question& question, const GoogleOptions& options) {
    return {http::Method::post,
            "/v1/places:searchNearby",
            {{"Content-Type", "application/json"},
             {"X-Goog-Api-Key", std::string(options.key.reveal())},
             {"X-Goog-FieldMask", std::string(google_field_mask(options.fields))}},
            format_body(question, options)};
}

}  // namespace herd::places

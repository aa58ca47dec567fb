#include "places/google/google_answer.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "places/google/google_place.hpp"
#include "places/google/html_link.hpp"
#include "places/json_value.hpp"

namespace herd::places {
namespace {

/// More than 20 places have, and few enough to look through for each one more.
constexpr std::size_t attribution_limit = 100;

void add_attributions(JsonValue providers, std::vector<std::string>& attributions) {
    for (std::size_t i = 0; i < providers.size() && attributions.size() < attribution_limit; ++i) {
        const JsonValue provider = providers.at(i);
        std::string link = format_link(provider["provider"].text(), provider["providerUri"].text());
        const bool is_known = std::find(attributions.begin(), attributions.end(), link) != attributions.end();
        if (!link.empty() && !is_known) attributions.push_back(std::move(link));
    }
}

}  // namespace

Result<Nearby, std::string> parse_google_answer(std::string_view body, std::size_t bound) {
    const auto document = JsonDocument::parse(body);
    if (!document) return unexpected("it is no JSON: " + document.error());
    const JsonValue root = document->root();
    if (!root.is_object()) return unexpected(std::string("it is no JSON object"));
    // Where there is nothing the answer is `{}`.
    const JsonValue places = root["places"];
    if (places.is_there() && !places.is_array()) return unexpected(std::string("`places` is no array"));
    Nearby nearby;
    for (std::size_t i = 0; i < places.size() && nearby.places.size() < bound; ++i) {
        auto place = read_google_place(places.at(i));
        if (!place) continue;
        nearby.places.push_back(std::move(*place));
        add_attributions(places.at(i)["attributions"], nearby.html_attributions);
    }
    return nearby;
}

}  // namespace herd::places

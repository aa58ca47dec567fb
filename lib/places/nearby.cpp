#include "places/nearby.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "places/json.hpp"
#include "places/open_location_code.hpp"
#include "places/pool.hpp"

namespace herd::places {
namespace {

constexpr double viewport_degrees = 0.0013489802915;

/// The double nearest to the sum of decimals: without the error that adding doubles leaves in the 16th digit.
double round_sum(double degrees) {
    return std::round(degrees * 1e13) / 1e13;
}

constexpr char icons[] = "https://maps.gstatic.com/mapfiles/place_api/icons/";

Json text(std::string_view value) {
    return {std::string(value)};
}

Json object(JsonObject members) {
    return {std::move(members)};
}

Json point(LatLng at) {
    return object({{"lat", {at.lat}}, {"lng", {at.lng}}});
}

/// The parts of a text that commas separate.
Json type_row(std::string_view types) {
    JsonArray row{{}, ArrayStyle::row};
    while (true) {
        const std::size_t comma = types.find(',');
        row.elements.push_back(text(types.substr(0, comma)));
        if (comma == std::string_view::npos) return {std::move(row)};
        types.remove_prefix(comma + 1);
    }
}

Json result(const Place& place) {
    const Viewport viewport = viewport_around(place.at);
    const std::string icon(place.type.icon);
    return object({
        {"geometry", object({{"location", point(place.at)},
                             {"viewport", object({{"northeast", point(viewport.northeast)},
                                                  {"southwest", point(viewport.southwest)}})}})},
        {"icon", text(std::string(icons) + "v1/png_71/" + icon + "-71.png")},
        {"icon_background_color", text(place.type.background_color)},
        {"icon_mask_base_uri", text(std::string(icons) + "v2/" + icon + "_pinlet")},
        {"name", text(place.name)},
        {"place_id", text(place.id)},
        {"plus_code", object({{"global_code", text(format_open_location_code(place.at))}})},
        {"reference", text(place.id)},
        {"scope", text("APP")},
        {"types", type_row(place.type.types)},
        {"vicinity", text(place.vicinity)},
    });
}

Document write(JsonObject response) {
    Document document;
    write_json(object(std::move(response)), document);
    return document;
}

}  // namespace

Viewport viewport_around(LatLng at) {
    const auto wrap = [](double lng) { return lng > 180 ? lng - 360 : lng < -180 ? lng + 360 : lng; };
    return {
        {round_sum(std::min(at.lat + viewport_degrees, 90.0)), round_sum(wrap(at.lng + viewport_degrees))},
        {round_sum(std::max(at.lat - viewport_degrees, -90.0)), round_sum(wrap(at.lng - viewport_degrees))}};
}

Document format_nearby(const std::vector<Place>& places, const std::vector<std::string_view>& attributions) {
    JsonArray results, credits;
    for (const Place& place : places) results.elements.push_back(result(place));
    if (!places.empty()) {
        for (const std::string_view attribution : attributions) credits.elements.push_back(text(attribution));
    }
    return write({{"html_attributions", {std::move(credits)}},
                  {"results", {std::move(results)}},
                  {"status", text(places.empty() ? "ZERO_RESULTS" : "OK")}});
}

Document format_failure(const Failure& failure) {
    return write({{"error_message", text(failure.message)},
                  {"html_attributions", {JsonArray{}}},
                  {"results", {JsonArray{}}},
                  {"status", text(failure.status)}});
}

}  // namespace herd::places

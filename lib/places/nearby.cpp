#include "places/nearby.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

#include "places/json_writer.hpp"
#include "places/open_location_code.hpp"
#include "places/pool.hpp"

namespace herd::places {
namespace {

constexpr double viewport_degrees = 0.0013489802915;

/// The double nearest to the sum of decimals: without the error that adding doubles leaves in the 16th digit.
double round_sum(double degrees) {
    return std::round(degrees * 1e13) / 1e13;
}

constexpr std::string_view icons = "https://maps.gstatic.com/mapfiles/place_api/icons/";

void write_text(JsonWriter& json, std::string_view key, std::string_view text) {
    json.key(key);
    json.text(text);
}

void write_point(JsonWriter& json, std::string_view key, LatLng at) {
    json.key(key);
    json.begin_object();
    json.key("lat");
    json.number(at.lat);
    json.key("lng");
    json.number(at.lng);
    json.end();
}

void write_geometry(JsonWriter& json, LatLng at) {
    const Viewport viewport = viewport_around(at);
    json.key("geometry");
    json.begin_object();
    write_point(json, "location", at);
    json.key("viewport");
    json.begin_object();
    write_point(json, "northeast", viewport.northeast);
    write_point(json, "southwest", viewport.southwest);
    json.end();
    json.end();
}

/// The parts of a text that commas separate.
void write_types(JsonWriter& json, std::string_view types) {
    json.key("types");
    json.begin_row();
    while (true) {
        const std::size_t comma = types.find(',');
        json.text(types.substr(0, comma));
        if (comma == std::string_view::npos) break;
        types.remove_prefix(comma + 1);
    }
    json.end();
}

void write_result(JsonWriter& json, const Place& place) {
    const std::string icon_url(icons);
    json.begin_object();
    write_geometry(json, place.at);
    write_text(json, "icon", (icon_url + "v1/png_71/").append(place.type.icon) + "-71.png");
    write_text(json, "icon_background_color", place.type.background_color);
    write_text(json, "icon_mask_base_uri", (icon_url + "v2/").append(place.type.icon) + "_pinlet");
    write_text(json, "name", place.name);
    write_text(json, "place_id", place.id);
    json.key("plus_code");
    json.begin_object();
    write_text(json, "global_code", format_open_location_code(place.at));
    json.end();
    write_text(json, "reference", place.id);
    write_text(json, "scope", "APP");
    write_types(json, place.type.types);
    write_text(json, "vicinity", place.vicinity);
    json.end();
}

}  // namespace

Viewport viewport_around(LatLng at) {
    const auto wrap = [](double lng) { return lng > 180 ? lng - 360 : lng < -180 ? lng + 360 : lng; };
    return {
        {round_sum(std::min(at.lat + viewport_degrees, 90.0)), round_sum(wrap(at.lng + viewport_degrees))},
        {round_sum(std::max(at.lat - viewport_degrees, -90.0)), round_sum(wrap(at.lng - viewport_degrees))}};
}

Document format_nearby(const std::vector<Place>& places, const std::vector<std::string>& attributions) {
    constexpr std::size_t usual_size = 1280;  // bytes of a result
    Document document;
    document.reserve(usual_size * (places.size() + 1));
    JsonWriter json(document);
    json.begin_object();
    json.key("html_attributions");
    json.begin_array();
    if (!places.empty()) {
        for (const std::string& attribution : attributions) json.text(attribution);
    }
    json.end();
    json.key("results");
    json.begin_array();
    for (const Place& place : places) write_result(json, place);
    json.end();
    write_text(json, "status", places.empty() ? "ZERO_RESULTS" : "OK");
    json.end();
    return document;
}

Document format_failure(const Failure& failure) {
    Document document;
    JsonWriter json(document);
    json.begin_object();
    write_text(json, "error_message", failure.message);
    json.key("html_attributions");
    json.begin_array();
    json.end();
    json.key("results");
    json.begin_array();
    json.end();
    write_text(json, "status", failure.status);
    json.end();
    return document;
}

}  // namespace herd::places

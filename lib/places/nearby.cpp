#include "places/nearby.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "places/open_location_code.hpp"

namespace herd::places {
namespace {

constexpr double viewport_degrees = 0.0013489802915;

/// The double nearest to the sum of decimals: without the error that adding doubles leaves in the 16th digit.
double round_sum(double degrees) {
    return std::round(degrees * 1e13) / 1e13;
}

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

/// Where there is nothing to tell there is no key.
void write_told(JsonWriter& json, std::string_view key, std::string_view text) {
    if (!text.empty()) write_text(json, key, text);
}

void write_told(JsonWriter& json, std::string_view key, std::optional<double> number) {
    if (!number) return;
    json.key(key);
    json.number(*number);
}

void write_texts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
    json.key(key);
    json.begin_array();
    for (const std::string& text : texts) json.text(text);
    json.end();
}

void write_geometry(JsonWriter& json, const Place& place) {
    json.key("geometry");
    json.begin_object();
    write_point(json, "location", place.at);
    if (place.viewport) {
        json.key("viewport");
        json.begin_object();
        write_point(json, "northeast", place.viewport->northeast);
        write_point(json, "southwest", place.viewport->southwest);
        json.end();
    }
    json.end();
}

void write_opening_hours(JsonWriter& json, std::optional<bool> open_now) {
    if (!open_now) return;
    json.key("opening_hours");
    json.begin_object();
    json.key("open_now");
    json.boolean(*open_now);
    json.end();
}

void write_photos(JsonWriter& json, const std::optional<Photo>& photo) {
    if (!photo) return;
    json.key("photos");
    json.begin_array();
    json.begin_object();
    json.key("height");
    json.number(photo->height);
    write_texts(json, "html_attributions", photo->html_attributions);
    write_text(json, "photo_reference", photo->reference);
    json.key("width");
    json.number(photo->width);
    json.end();
    json.end();
}

void write_plus_code(JsonWriter& json, const Place& place) {
    if (place.global_code.empty()) return;
    json.key("plus_code");
    json.begin_object();
    write_told(json, "compound_code", place.compound_code);
    write_text(json, "global_code", place.global_code);
    json.end();
}

void write_result(JsonWriter& json, const Place& place) {
    json.begin_object();
    write_told(json, "business_status", place.business_status);
    write_geometry(json, place);
    write_told(json, "icon", place.icon);
    write_told(json, "icon_background_color", place.icon_background_color);
    write_told(json, "icon_mask_base_uri", place.icon_mask_base_uri);
    write_text(json, "name", place.name);
    write_opening_hours(json, place.open_now);
    write_photos(json, place.photo);
    write_text(json, "place_id", place.id);
    write_plus_code(json, place);
    write_told(json, "price_level", place.price_level);
    write_told(json, "rating", place.rating);
    write_text(json, "reference", place.id);
    write_told(json, "scope", place.scope);
    write_texts(json, "types", place.types);
    write_told(json, "user_ratings_total", place.user_ratings_total);
    write_text(json, "vicinity", place.vicinity);
    json.end();
}

/// The parts of a text that commas separate.
std::vector<std::string> split_types(std::string_view types) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t comma = types.find(',');
        parts.emplace_back(types.substr(0, comma));
        if (comma == std::string_view::npos) return parts;
        types.remove_prefix(comma + 1);
    }
}

}  // namespace

Viewport viewport_around(LatLng at) {
    const auto wrap = [](double lng) { return lng > 180 ? lng - 360 : lng < -180 ? lng + 360 : lng; };
    return {
        {round_sum(std::min(at.lat + viewport_degrees, 90.0)), round_sum(wrap(at.lng + viewport_degrees))},
        {round_sum(std::max(at.lat - viewport_degrees, -90.0)), round_sum(wrap(at.lng - viewport_degrees))}};
}

Place make_place(std::string_view id, std::string_view name, LatLng at, const PlaceType& type,
                 std::string_view vicinity) {
    const std::string icons = "https://maps.gstatic.com/mapfiles/place_api/icons/";
    Place place;
    place.id = id;
    place.name = name;
    place.at = at;
    place.viewport = viewport_around(at);
    place.types = split_types(type.types);
    place.icon = (icons + "v1/png_71/").append(type.icon) + "-71.png";
    place.icon_background_color = type.background_color;
    place.icon_mask_base_uri = (icons + "v2/").append(type.icon) + "_pinlet";
    place.global_code = format_open_location_code(at);
    place.vicinity = vicinity;
    place.scope = "APP";
    return place;
}

Document format_nearby(const Nearby& nearby, Layout layout) {
    constexpr std::size_t usual_size = 1280;  // bytes of a result
    Document document;
    document.reserve(usual_size * (nearby.places.size() + 1));
    JsonWriter json(document, layout);
    json.begin_object();
    write_texts(json, "html_attributions",
                nearby.places.empty() ? std::vector<std::string>() : nearby.html_attributions);
    if (!nearby.info_messages.empty()) write_texts(json, "info_messages", nearby.info_messages);
    json.key("results");
    json.begin_array();
    for (const Place& place : nearby.places) write_result(json, place);
    json.end();
    write_text(json, "status", nearby.places.empty() ? "ZERO_RESULTS" : "OK");
    json.end();
    return document;
}

Document format_failure(std::string_view status, std::string_view message, Layout layout) {
    Document document;
    JsonWriter json(document, layout);
    json.begin_object();
    write_text(json, "error_message", message);
    write_texts(json, "html_attributions", {});
    write_texts(json, "results", {});
    write_text(json, "status", status);
    json.end();
    return document;
}

}  // namespace herd::places

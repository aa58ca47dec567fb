#include "places/google/google_place.hpp"

#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/geo.hpp"
#include "places/google/html_link.hpp"
#include "places/google/icon_url.hpp"

namespace herd::places {
namespace {

std::optional<double> read_number(JsonValue value, double least, double greatest) {
    const auto number = value.number();
    return number && *number >= least && *number <= greatest ? number : std::nullopt;
}

std::optional<int> read_integer(JsonValue value, int least) {
    const auto number = read_number(value, least, std::numeric_limits<int>::max());
    if (!number || *number != std::trunc(*number)) return std::nullopt;
    return static_cast<int>(*number);
}

/// Protocol buffers leave out a coordinate that is 0, but Google knows of no place where both are.
std::optional<LatLng> read_position(JsonValue point) {
    const JsonValue latitude = point["latitude"];
    const JsonValue longitude = point["longitude"];
    if (!latitude.is_there() && !longitude.is_there()) return std::nullopt;
    const auto lat = latitude.is_there() ? read_number(latitude, -90, 90) : 0.0;
    const auto lng = longitude.is_there() ? read_number(longitude, -180, 180) : 0.0;
    if (!lat || !lng) return std::nullopt;
    return LatLng{*lat, *lng};
}

std::optional<Viewport> read_viewport(JsonValue viewport) {
    const auto southwest = read_position(viewport["low"]);
    const auto northeast = read_position(viewport["high"]);
    if (!southwest || !northeast || southwest->lat > northeast->lat) return std::nullopt;
    return Viewport{*northeast, *southwest};
}

std::vector<std::string> read_texts(JsonValue array) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < array.size(); ++i) {
        const std::string_view text = array.at(i).text();
        if (!text.empty()) texts.emplace_back(text);
    }
    return texts;
}

/// "#4DB546"
std::string_view read_colour(JsonValue value) {
    const std::string_view colour = value.text();
    const bool is_colour = colour.size() == 7 && colour.front() == '#' &&
                           colour.find_first_not_of("0123456789ABCDEFabcdef", 1) == std::string_view::npos;
    return is_colour ? colour : std::string_view();
}

std::optional<Photo> read_photo(JsonValue photo) {
    const auto height = read_integer(photo["heightPx"], 1);
    const auto width = read_integer(photo["widthPx"], 1);
    const std::string_view name = photo["name"].text();
    if (!height || !width || name.empty()) return std::nullopt;
    Photo read{*height, *width, std::string(name), {}};
    const JsonValue authors = photo["authorAttributions"];
    for (std::size_t i = 0; i < authors.size(); ++i) {
        const JsonValue author = authors.at(i);
        std::string link = format_link(author["displayName"].text(), author["uri"].text());
        if (!link.empty()) read.html_attributions.push_back(std::move(link));
    }
    return read;
}

std::optional<int> read_price_level(JsonValue value) {
    constexpr std::string_view levels[] = {"PRICE_LEVEL_FREE", "PRICE_LEVEL_INEXPENSIVE",
                                           "PRICE_LEVEL_MODERATE", "PRICE_LEVEL_EXPENSIVE",
                                           "PRICE_LEVEL_VERY_EXPENSIVE"};
    const std::string_view text = value.text();
    for (std::size_t level = 0; level < std::size(levels); ++level) {
        if (levels[level] == text) return static_cast<int>(level);
    }
    return std::nullopt;
}

/// What is there to be seen of a place.
void read_looks(JsonValue from, Place& place) {
    const std::string_view mask = from["iconMaskBaseUri"].text();
    if (is_web_uri(mask)) place.icon_mask_base_uri = mask;
    place.icon = icon_url(mask, place.types);
    place.icon_background_color = read_colour(from["iconBackgroundColor"]);
    place.viewport = read_viewport(from["viewport"]);
    place.photo = read_photo(from["photos"].at(0));
}

}  // namespace

std::optional<Place> read_google_place(JsonValue from) {
    const std::string_view id = from["id"].text();
    const auto at = read_position(from["location"]);
    if (id.empty() || !at) return std::nullopt;
    Place place;
    place.id = id;
    place.at = *at;
    place.name = from["displayName"]["text"].text();
    place.types = read_texts(from["types"]);
    read_looks(from, place);
    const std::string_view status = from["businessStatus"].text();
    if (status != "BUSINESS_STATUS_UNSPECIFIED") place.business_status = status;
    place.open_now = from["currentOpeningHours"]["openNow"].boolean();
    place.compound_code = from["plusCode"]["compoundCode"].text();
    place.global_code = from["plusCode"]["globalCode"].text();
    place.price_level = read_price_level(from["priceLevel"]);
    place.rating = read_number(from["rating"], 1, 5);
    place.user_ratings_total = read_integer(from["userRatingCount"], 0);
    const std::string_view short_address = from["shortFormattedAddress"].text();
    place.vicinity = short_address.empty() ? from["formattedAddress"].text() : short_address;
    place.scope = "GOOGLE";
    return place;
}

}  // namespace herd::places

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/geo.hpp"
#include "places/json_writer.hpp"
#include "places/place_types.hpp"

namespace herd::places {

/// The rectangle that shows a place well.
struct Viewport {
    LatLng northeast;
    LatLng southwest;
    friend bool operator==(const Viewport&, const Viewport&) = default;
};

/// Some 150 m around a point; no farther than the poles, and round the antimeridian.
Viewport viewport_around(LatLng at);

/// Units: pixels.
struct Photo {
    int height = 0;
    int width = 0;
    std::string reference;
    std::vector<std::string> html_attributions;
    friend bool operator==(const Photo&, const Photo&) = default;
};

/// One result of a Nearby Search. What is empty or missing is left out of the document, but for `types`.
/// Units: `rating` 1..5, `price_level` 0..4.
struct Place {
    std::string id;
    std::string name;
    LatLng at;
    std::optional<Viewport> viewport;
    std::vector<std::string> types;
    std::string icon;                   // a URL
    std::string icon_background_color;  // "#4DB546"
    std::string icon_mask_base_uri;
    std::string business_status;
    std::optional<bool> open_now;
    std::optional<Photo> photo;
    std::string compound_code;  // "3HC4+6C Los Angeles, CA"
    std::string global_code;    // "85633HC4+6C"
    std::optional<int> price_level;
    std::optional<double> rating;
    std::optional<int> user_ratings_total;
    std::string vicinity;
    std::string scope;  // GOOGLE or APP
    friend bool operator==(const Place&, const Place&) = default;
};

/// A place of a source that knows no more of it than this.
Place make_place(std::string_view id, std::string_view name, LatLng at, const PlaceType& type,
                 std::string_view vicinity);

/// What a Nearby Search found.
struct Nearby {
    std::vector<Place> places;                   // in the order of the document
    std::vector<std::string> html_attributions;  // whose data these are; not told where there are none
    std::vector<std::string> info_messages;      // for people; none, no such field
    friend bool operator==(const Nearby&, const Nearby&) = default;
};

/// A JSON document in the format of a Nearby Search response; no newline at its end.
using Document = std::string;

/// A response with these results, in this order: status OK, or ZERO_RESULTS without results.
Document format_nearby(const Nearby& nearby, Layout layout);

/// A response that says why there are no results: no results, a status and an error message.
Document format_failure(std::string_view status, std::string_view message, Layout layout);

}  // namespace herd::places

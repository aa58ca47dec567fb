#include "places/overpass/overpass_answer.hpp"

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "places/json_value.hpp"
#include "places/overpass/osm_types.hpp"
#include "places/overpass/osm_vicinity.hpp"
#include "places/overpass/overpass_failure.hpp"

namespace herd::places {
namespace {

/// Errors: nothing, if the element has none that OpenStreetMap could have given.
std::optional<std::string> format_id(JsonValue element) {
    const std::string_view type = element["type"].text();
    if (type != "node" && type != "way" && type != "relation") return std::nullopt;
    constexpr double limit = 1LL << 53;  // JSON's integers
    const auto id = element["id"].number();
    if (!id || *id < 1 || *id > limit || *id != std::floor(*id)) return std::nullopt;
    return "osm:" + std::string(type) + '/' + std::to_string(static_cast<std::uint64_t>(*id));
}

/// A node's position; a way or a relation has a centre instead.
std::optional<LatLng> read_position(JsonValue element) {
    const JsonValue center = element["center"];
    const JsonValue point = center.is_there() ? center : element;
    const auto lat = point["lat"].number();
    const auto lng = point["lon"].number();
    if (!lat || !lng || std::abs(*lat) > 90 || std::abs(*lng) > 180) return std::nullopt;
    return LatLng{*lat, *lng};
}

std::optional<OsmPlace> read_place(JsonValue element) {
    const JsonValue values = element["tags"];
    const OsmTags tags = [values](std::string_view key) { return values[key].text(); };
    const std::string_view name = tags("name");
    auto id = format_id(element);
    const auto at = read_position(element);
    if (name.empty() || !id || !at) return std::nullopt;
    const auto type = find_osm_type(tags);
    if (!type) return std::nullopt;
    return OsmPlace{std::move(*id), std::string(name), *at, *type, format_vicinity(tags)};
}

/// `runtime error: Query timed out ...` is one; `runtime remark: ...` is talk, unless an error follows it.
bool tells_an_error(std::string_view remark) {
    const bool is_talk = remark.find(" remark: ") != std::string_view::npos &&
                         remark.find(" error: ") == std::string_view::npos;
    return !remark.empty() && !is_talk;
}

}  // namespace

Result<OverpassAnswer, Failure> read_overpass_response(const http::Response& response) {
    if (response.status != 200) return unexpected(make_status_failure(response.status, response.body));
    const auto json = JsonDocument::parse(response.body);
    if (!json) return unexpected(make_page_failure(response.body));
    const JsonValue elements = json->root()["elements"];
    const std::string_view remark = json->root()["remark"].text();
    if (tells_an_error(remark)) return unexpected(make_remark_failure(remark));
    if (!elements.is_array()) return unexpected(make_page_failure({}));
    OverpassAnswer answer;
    answer.elements = elements.size();
    for (std::size_t i = 0; i < elements.size(); ++i) {
        if (auto place = read_place(elements.at(i))) answer.places.push_back(std::move(*place));
    }
    return answer;
}

}  // namespace herd::places

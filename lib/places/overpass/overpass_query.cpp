#include "places/overpass/overpass_query.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string_view>
#include <utility>
#include <vector>

#include "http/percent_encoding.hpp"
#include "places/overpass/osm_types.hpp"

namespace herd::places {
namespace {

// A host lets a question in if it has as much memory and time left as the question claims to need, twice.
constexpr std::string_view memory_limit = "134217728";  // bytes
constexpr int seconds_limit = 25;

/// OpenStreetMap has 7 digits, which are 1 cm.
void append_degrees(double degrees, std::string& out) {
    char digits[32];
    out.append(digits,
               std::to_chars(digits, digits + sizeof digits, degrees, std::chars_format::fixed, 7).ptr);
}

/// A regular expression that these values match, and no others; values are letters and `_`.
template <class Values>
std::string format_pattern(const Values& values) {
    std::string pattern = "^(";
    for (const std::string_view value : values) {
        if (pattern.back() != '(') pattern += '|';
        pattern += value;
    }
    return pattern + ")$";
}

/// Elements of the set `named` that a key makes places.
void append_places_of(const OsmKey& key, std::string& out) {
    const bool lists_places = key.other_code.empty();
    std::vector<std::string_view> values;
    for (const OsmValue& value : key.values) {
        if (value.code.empty() != lists_places) values.push_back(value.value);
    }
    const std::string quoted = '"' + std::string(key.key) + '"';
    out += "nwr.named";
    if (!lists_places) out += '[' + quoted + ']';
    out += '[' + quoted + (lists_places ? "~\"" : "!~\"") + format_pattern(values) + "\"];";
}

}  // namespace

std::string format_overpass_ql(const OverpassQuery& query) {
    std::string ql = "[out:json][timeout:" + std::to_string(query.seconds) + "][maxsize:";
    ql.append(memory_limit) += "];nwr(around:" + std::to_string(query.radius) + ',';
    append_degrees(query.at.lat, ql);
    ql += ',';
    append_degrees(query.at.lng, ql);
    ql += ")[\"name\"][\"memorial\"!~\"" + format_pattern(osm_plaques()) + "\"]->.named;(";
    for (const OsmKey& key : osm_keys()) append_places_of(key, ql);
    // With the tags alone, not the nodes that a way consists of; in no order, which is the quickest.
    return ql + ");out center tags qt " + std::to_string(overpass_elements_limit) + ';';
}

http::Request make_overpass_request(const OverpassQuery& query) {
    std::string body = "data=";
    http::append_percent_encoded(format_overpass_ql(query), body);
    return {http::Method::post,
            "/api/interpreter",
            {{"Content-Type", "application/x-www-form-urlencoded"}},
            std::move(body)};
}

int overpass_seconds(nanoseconds left) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(left).count();
    return static_cast<int>(std::clamp<std::chrono::seconds::rep>(whole, 1, seconds_limit));
}

}  // namespace herd::places

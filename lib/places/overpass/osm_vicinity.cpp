#include "places/overpass/osm_vicinity.hpp"

#include <initializer_list>
#include <string_view>

namespace herd::places {
namespace {

/// The first of some keys that has a value.
std::string_view first_of(const OsmTags& tags, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) {
        const std::string_view value = tags(key);
        if (!value.empty()) return value;
    }
    return {};
}

}  // namespace

std::string format_vicinity(const OsmTags& tags) {
    std::string vicinity;
    const std::string_view street = first_of(tags, {"addr:street", "addr:place"});
    if (!street.empty()) {
        const std::string_view number = tags("addr:housenumber");
        if (!number.empty()) vicinity.append(number) += ' ';
        vicinity += street;
    }
    const std::string_view town =
        first_of(tags, {"addr:city", "addr:town", "addr:village", "addr:hamlet", "addr:suburb"});
    if (!town.empty() && town != street) {
        if (!vicinity.empty()) vicinity += ", ";
        vicinity += town;
    }
    return vicinity;
}

}  // namespace herd::places

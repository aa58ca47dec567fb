#include "places/google/icon_url.hpp"

#include <algorithm>

namespace herd::places {
namespace {

constexpr std::string_view mask_head = "https://maps.gstatic.com/mapfiles/place_api/icons/v2/";
constexpr std::string_view mask_tail = "_pinlet";
constexpr std::string_view icon_head = "https://maps.gstatic.com/mapfiles/place_api/icons/v1/png_71/";
constexpr std::string_view icon_tail = "-71.png";

struct Renamed {
    std::string_view mask;
    std::string_view icon;
};

// The other masks and their icons have one name.
constexpr Renamed renamed[] = {
    {"bank-intl", "bank"},
    {"bus_share_taxi", "bus"},
    {"cemetery", "cemetery_grave"},
    {"civic-bldg", "civic_building"},
    {"convenience", "shopping"},
    {"gas", "gas_station"},
    {"hospital-H", "hospital"},
    {"hotel", "lodging"},
    {"monument", "museum"},
    {"movie", "movies"},
    {"postoffice", "post_office"},
    {"shoppingcart", "shopping"},
    {"tree", "park"},
    {"worship_christian", "worship_general"},
};

bool may_stand_in_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::string_view icon_name(std::string_view mask, const std::vector<std::string>& types) {
    if (mask == "generic") {
        const bool is_address =
            !types.empty() && std::find(types.begin(), types.end(), "establishment") == types.end();
        return is_address ? "geocode" : "generic_business";
    }
    for (const Renamed& pair : renamed) {
        if (pair.mask == mask) return pair.icon;
    }
    return mask;
}

}  // namespace

std::string icon_url(std::string_view mask_uri, const std::vector<std::string>& types) {
    if (!mask_uri.starts_with(mask_head) || !mask_uri.ends_with(mask_tail)) return {};
    mask_uri.remove_prefix(mask_head.size());
    if (mask_uri.size() <= mask_tail.size()) return {};
    mask_uri.remove_suffix(mask_tail.size());
    if (!std::all_of(mask_uri.begin(), mask_uri.end(), may_stand_in_name)) return {};
    return std::string(icon_head).append(icon_name(mask_uri, types)).append(icon_tail);
}

}  // namespace herd::places

#include "places/overpass/osm_types.hpp"

#include <algorithm>
#include <iterator>

namespace herd::places {
namespace {

constexpr OsmValue amenities[] = {
    {"animal_boarding", "veterinary_care"},
    {"animal_shelter", "veterinary_care"},
    {"arts_centre", "art_gallery"},
    {"bank", "bank"},
    {"bar", "bar"},
    {"bbq", ""},
    {"bench", ""},
    {"bicycle_parking", ""},
    {"bicycle_repair_station", ""},
    {"biergarten", "bar"},
    {"bureau_de_change", "bank"},
    {"bus_station", "transit_station"},
    {"cafe", "cafe"},
    {"car_rental", "car_rental"},
    {"car_wash", "car_wash"},
    {"cinema", "movie_theater"},
    {"clinic", "doctor"},
    {"clock", ""},
    {"college", "college"},
    {"compressed_air", ""},
    {"courthouse", "courthouse"},
    {"crematorium", "cemetery"},
    {"dentist", "dentist"},
    {"doctors", "doctor"},
    {"drinking_water", ""},
    {"embassy", "embassy"},
    {"fast_food", "meal_takeaway"},
    {"feeding_place", ""},
    {"ferry_terminal", "transit_station"},
    {"fire_station", "fire_station"},
    {"food_court", "restaurant"},
    {"fuel", "gas_station"},
    {"game_feeding", ""},
    {"grave_yard", "cemetery"},
    {"grit_bin", ""},
    {"hospital", "hospital"},
    {"hunting_stand", ""},
    {"ice_cream", "cafe"},
    {"kindergarten", "school"},
    {"language_school", "school"},
    {"letter_box", ""},
    {"library", "library"},
    {"loading_dock", ""},
    {"lounger", ""},
    {"monastery", "place_of_worship"},
    {"motorcycle_parking", ""},
    {"music_school", "school"},
    {"nightclub", "night_club"},
    {"no", ""},
    {"nursing_home", "hospital"},
    {"parcel_locker", ""},
    {"parking", "parking"},
    {"parking_entrance", ""},
    {"parking_space", ""},
    {"pharmacy", "pharmacy"},
    {"place_of_worship", "place_of_worship"},
    {"planetarium", "museum"},
    {"police", "police"},
    {"post_box", ""},
    {"post_office", "post_office"},
    {"prep_school", "school"},
    {"pub", "bar"},
    {"recycling", ""},
    {"restaurant", "restaurant"},
    {"sanitary_dump_station", ""},
    {"school", "school"},
    {"shower", ""},
    {"smoking_area", ""},
    {"telephone", ""},
    {"theatre", "theatre"},
    {"ticket_validator", ""},
    {"toilets", ""},
    {"townhall", "city_hall"},
    {"trolley_bay", ""},
    {"university", "university"},
    {"vacuum_cleaner", ""},
    {"vending_machine", ""},
    {"veterinary", "veterinary_care"},
    {"waste_basket", ""},
    {"waste_disposal", ""},
    {"waste_transfer_station", ""},
    {"water_point", ""},
    {"watering_place", ""},
};

constexpr OsmValue shops[] = {
    {"alcohol", "liquor_store"},
    {"appliance", "electronics_store"},
    {"bakery", "bakery"},
    {"beauty", "beauty_salon"},
    {"bed", "furniture_store"},
    {"beverages", "liquor_store"},
    {"bicycle", "bicycle_store"},
    {"books", "book_store"},
    {"boutique", "clothing_store"},
    {"car", "car_dealer"},
    {"clothes", "clothing_store"},
    {"coffee", "cafe"},
    {"computer", "electronics_store"},
    {"confectionery", "bakery"},
    {"convenience", "convenience_store"},
    {"cosmetics", "beauty_salon"},
    {"department_store", "department_store"},
    {"doityourself", "hardware_store"},
    {"dry_cleaning", "laundry"},
    {"electronics", "electronics_store"},
    {"florist", "florist"},
    {"furniture", "furniture_store"},
    {"garden_centre", "florist"},
    {"hairdresser", "hair_care"},
    {"hardware", "hardware_store"},
    {"hifi", "electronics_store"},
    {"jewelry", "jewelry_store"},
    {"kiosk", "convenience_store"},
    {"kitchen", "furniture_store"},
    {"laundry", "laundry"},
    {"mall", "shopping_mall"},
    {"massage", "beauty_salon"},
    {"mobile_phone", "electronics_store"},
    {"motorcycle", "car_dealer"},
    {"no", ""},
    {"pastry", "bakery"},
    {"shoes", "shoe_store"},
    {"supermarket", "supermarket"},
    {"travel_agency", "travel_agency"},
    {"vacant", ""},
    {"watches", "jewelry_store"},
    {"wine", "liquor_store"},
};

constexpr OsmValue tourism[] = {
    {"alpine_hut", "lodging"},
    {"apartment", "lodging"},
    {"aquarium", "zoo"},
    {"artwork", "tourist_attraction"},
    {"attraction", "tourist_attraction"},
    {"camp_pitch", ""},
    {"camp_site", "campground"},
    {"caravan_site", "rv_park"},
    {"chalet", "lodging"},
    {"gallery", "art_gallery"},
    {"guest_house", "lodging"},
    {"hostel", "lodging"},
    {"hotel", "lodging"},
    {"information", ""},  // mostly boards and guideposts; offices by the key `information`
    {"motel", "lodging"},
    {"museum", "museum"},
    {"no", ""},
    {"picnic_site", "park"},
    {"theme_park", "amusement_park"},
    {"viewpoint", "viewpoint"},
    {"wilderness_hut", "lodging"},
    {"zoo", "zoo"},
};

constexpr OsmValue leisure[] = {
    {"amusement_arcade", "amusement_park"},
    {"beach_resort", "tourist_attraction"},
    {"bleachers", ""},
    {"common", "park"},
    {"dog_park", "park"},
    {"firepit", ""},
    {"fitness_centre", "gym"},
    {"fitness_station", ""},
    {"garden", "park"},
    {"golf_course", "golf_course"},
    {"nature_reserve", "park"},
    {"no", ""},
    {"outdoor_seating", ""},
    {"park", "park"},
    {"picnic_table", ""},
    {"playground", "park"},
    {"resort", "lodging"},
    {"schoolyard", ""},
    {"slipway", ""},
    {"sports_centre", "gym"},
    {"sports_hall", "gym"},
    {"stadium", "stadium"},
    {"summer_camp", "campground"},
    {"tanning_salon", "beauty_salon"},
    {"trampoline_park", "amusement_park"},
    {"water_park", "amusement_park"},
};

constexpr OsmValue healthcare[] = {
    {"audiologist", "doctor"}, {"centre", "doctor"},          {"clinic", "doctor"},
    {"dentist", "dentist"},    {"doctor", "doctor"},          {"hospital", "hospital"},
    {"laboratory", "doctor"},  {"midwife", "doctor"},         {"no", ""},
    {"optometrist", "doctor"}, {"pharmacy", "pharmacy"},      {"physiotherapist", "doctor"},
    {"podiatrist", "doctor"},  {"psychotherapist", "doctor"}, {"rehabilitation", "hospital"},
};

constexpr OsmValue offices[] = {
    {"diplomatic", "embassy"},
    {"government", "local_government_office"},
    {"no", ""},
    {"travel_agent", "travel_agency"},
    {"vacant", ""},
};

constexpr OsmValue crafts[] = {
    {"bakery", "bakery"},
    {"brewery", "brewery"},
    {"confectionery", "bakery"},
    {"no", ""},
};

constexpr OsmValue historic[] = {
    {"boundary_stone", ""},
    {"building", "point_of_interest"},
    {"church", "place_of_worship"},
    {"district", ""},
    {"house", "point_of_interest"},
    {"memorial", "monument"},
    {"milestone", ""},
    {"monument", "monument"},
    {"no", ""},
    {"railway", ""},
    {"road", ""},
    {"wayside_cross", ""},
    {"wayside_shrine", ""},
    {"yes", "point_of_interest"},
};

constexpr OsmValue aeroways[] = {
    {"aerodrome", "airport"},
    {"heliport", "airfield"},
};

constexpr OsmValue railways[] = {
    {"halt", "transit_station"},
    {"station", "transit_station"},
};

constexpr OsmValue stations[] = {
    {"station", "transit_station"},
};

constexpr OsmValue natural[] = {
    {"arch", "tourist_attraction"},          {"beach", "tourist_attraction"},
    {"cave_entrance", "tourist_attraction"}, {"geyser", "tourist_attraction"},
    {"hot_spring", "tourist_attraction"},    {"peak", "point_of_interest"},
    {"volcano", "point_of_interest"},
};

constexpr OsmValue man_made[] = {
    {"lighthouse", "tourist_attraction"}, {"observatory", "point_of_interest"}, {"pier", "point_of_interest"},
    {"watermill", "tourist_attraction"},  {"windmill", "tourist_attraction"},
};

constexpr OsmValue land_use[] = {
    {"cemetery", "cemetery"},
};

constexpr OsmValue information[] = {
    {"office", "travel_agency"},
    {"visitor_centre", "travel_agency"},
};

constexpr OsmKey keys[] = {
    {"amenity", "point_of_interest", amenities},
    {"shop", "store", shops},
    {"tourism", "tourist_attraction", tourism},
    {"leisure", "point_of_interest", leisure},
    {"healthcare", "point_of_interest", healthcare},
    {"office", "point_of_interest", offices},
    {"craft", "point_of_interest", crafts},
    {"historic", "tourist_attraction", historic},
    {"aeroway", "", aeroways},
    {"railway", "", railways},
    {"public_transport", "", stations},
    {"aerialway", "", stations},
    {"natural", "", natural},
    {"man_made", "", man_made},
    {"landuse", "", land_use},
    {"information", "", information},
};

constexpr std::string_view plaques[] = {"blue_plaque", "ghost_bike", "plaque", "stolperstein"};

/// The code of the place that a value makes; empty, if it makes none.
std::string_view find_code(const OsmKey& key, std::string_view value) {
    const auto found = std::find_if(key.values.begin(), key.values.end(),
                                    [value](const OsmValue& listed) { return listed.value == value; });
    return found != key.values.end() ? found->code : key.other_code;
}

}  // namespace

std::span<const OsmKey> osm_keys() {
    return keys;
}

std::span<const std::string_view> osm_plaques() {
    return plaques;
}

std::optional<PlaceTypeIndex> find_osm_type(const OsmTags& tags) {
    if (std::find(std::begin(plaques), std::end(plaques), tags("memorial")) != std::end(plaques)) {
        return std::nullopt;
    }
    for (const OsmKey& key : keys) {
        const std::string_view values = tags(key.key);
        const std::string_view value = values.substr(0, values.find(';'));
        if (value.empty()) continue;
        const std::string_view code = find_code(key, value);
        if (!code.empty()) return find_place_type(code);
    }
    return std::nullopt;
}

}  // namespace herd::places

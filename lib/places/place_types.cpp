#include "places/place_types.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace herd::places {
namespace {

// Sorted by code.
constexpr PlaceType table[] = {
    {"airfield", "airport,point_of_interest,establishment", "airport", "#10BDFF"},
    {"airport", "airport,point_of_interest,establishment", "airport", "#10BDFF"},
    {"amusement_park", "amusement_park,tourist_attraction,point_of_interest,establishment", "amusement",
     "#13B5C7"},
    {"art_gallery", "art_gallery,point_of_interest,establishment", "generic_business", "#13B5C7"},
    {"bakery", "bakery,food,store,point_of_interest,establishment", "shopping", "#FF9E67"},
    {"bank", "bank,finance,point_of_interest,establishment", "bank_dollar", "#909CE1"},
    {"bar", "bar,point_of_interest,establishment", "bar", "#FF9E67"},
    {"beauty_salon", "beauty_salon,point_of_interest,establishment", "generic_business", "#4B96F3"},
    {"bicycle_store", "bicycle_store,store,point_of_interest,establishment", "shopping", "#4B96F3"},
    {"book_store", "book_store,store,point_of_interest,establishment", "shopping", "#4B96F3"},
    {"brewery", "bar,food,point_of_interest,establishment", "bar", "#FF9E67"},
    {"cafe", "cafe,food,point_of_interest,establishment", "cafe", "#FF9E67"},
    {"campground", "campground,park,lodging,point_of_interest,establishment", "camping", "#4DB546"},
    {"car_dealer", "car_dealer,store,point_of_interest,establishment", "generic_business", "#909CE1"},
    {"car_rental", "car_rental,point_of_interest,establishment", "generic_business", "#909CE1"},
    {"car_wash", "car_wash,point_of_interest,establishment", "generic_business", "#909CE1"},
    {"cemetery", "cemetery,point_of_interest,establishment", "generic_business", "#7B9EB0"},
    {"city_hall", "city_hall,local_government_office,point_of_interest,establishment", "civic_building",
     "#7B9EB0"},
    {"clothing_store", "clothing_store,store,point_of_interest,establishment", "shopping", "#4B96F3"},
    {"college", "university,point_of_interest,establishment", "school", "#7B9EB0"},
    {"convenience_store", "convenience_store,food,store,point_of_interest,establishment", "shopping",
     "#4B96F3"},
    {"courthouse", "courthouse,point_of_interest,establishment", "civic_building", "#7B9EB0"},
    {"dentist", "dentist,health,point_of_interest,establishment", "dentist", "#7B9EB0"},
    {"department_store", "department_store,store,point_of_interest,establishment", "shopping", "#4B96F3"},
    {"doctor", "doctor,health,point_of_interest,establishment", "doctor", "#7B9EB0"},
    {"electronics_store", "electronics_store,store,point_of_interest,establishment", "shopping", "#4B96F3"},
    {"embassy", "embassy,point_of_interest,establishment", "civic_building", "#7B9EB0"},
    {"fire_station", "fire_station,point_of_interest,establishment", "civic_building", "#7B9EB0"},
    {"florist", "florist,store,point_of_interest,establishment", "shopping", "#4B96F3"},
    {"furniture_store", "furniture_store,home_goods_store,store,point_of_interest,establishment", "shopping",
     "#4B96F3"},
    {"gas_station", "gas_station,point_of_interest,establishment", "gas_station", "#909CE1"},
    {"golf_course", "park,point_of_interest,establishment", "golf", "#4DB546"},
    {"gym", "gym,health,point_of_interest,establishment", "generic_business", "#7B9EB0"},
    {"hair_care", "hair_care,beauty_salon,point_of_interest,establishment", "generic_business", "#4B96F3"},
    {"hardware_store", "hardware_store,home_goods_store,store,point_of_interest,establishment", "shopping",
     "#4B96F3"},
    {"hospital", "hospital,health,point_of_interest,establishment", "hospital", "#F88181"},
    {"jewelry_store", "jewelry_store,store,point_of_interest,establishment", "shopping", "#4B96F3"},
    {"laundry", "laundry,point_of_interest,establishment", "generic_business", "#4B96F3"},
    {"library", "library,point_of_interest,establishment", "library", "#7B9EB0"},
    {"liquor_store", "liquor_store,store,point_of_interest,establishment", "shopping", "#4B96F3"},
    {"local_government_office", "local_government_office,point_of_interest,establishment", "civic_building",
     "#7B9EB0"},
    {"locality", "locality,political", "geocode", "#7B9EB0"},
    {"lodging", "lodging,point_of_interest,establishment", "lodging", "#909CE1"},
    {"meal_takeaway", "meal_takeaway,restaurant,food,point_of_interest,establishment", "restaurant",
     "#FF9E67"},
    {"monument", "tourist_attraction,point_of_interest,establishment", "generic_business", "#13B5C7"},
    {"movie_theater", "movie_theater,point_of_interest,establishment", "movies", "#13B5C7"},
    {"museum", "museum,tourist_attraction,point_of_interest,establishment", "museum", "#13B5C7"},
    {"neighborhood", "neighborhood,political", "geocode", "#7B9EB0"},
    {"night_club", "night_club,point_of_interest,establishment", "bar", "#FF9E67"},
    {"park", "park,point_of_interest,establishment", "park", "#4DB546"},
    {"parking", "parking,point_of_interest,establishment", "parking", "#7B9EB0"},
    {"pharmacy", "pharmacy,health,store,point_of_interest,establishment", "pharmacy", "#4B96F3"},
    {"place_of_worship", "place_of_worship,point_of_interest,establishment", "worship_general", "#7B9EB0"},
    {"point_of_interest", "point_of_interest,establishment", "generic_business", "#7B9EB0"},
    {"police", "police,point_of_interest,establishment", "police", "#7B9EB0"},
    {"post_office", "post_office,finance,point_of_interest,establishment", "post_office", "#7B9EB0"},
    {"premise", "premise", "geocode", "#7B9EB0"},
    {"restaurant", "restaurant,food,point_of_interest,establishment", "restaurant", "#FF9E67"},
    {"rv_park", "rv_park,lodging,point_of_interest,establishment", "camping", "#4DB546"},
    {"school", "school,point_of_interest,establishment", "school", "#7B9EB0"},
    {"shoe_store", "shoe_store,store,point_of_interest,establishment", "shopping", "#4B96F3"},
    {"shopping_mall", "shopping_mall,point_of_interest,establishment", "shopping", "#4B96F3"},
    {"stadium", "stadium,point_of_interest,establishment", "stadium", "#4DB546"},
    {"store", "store,point_of_interest,establishment", "shopping", "#4B96F3"},
    {"supermarket", "supermarket,grocery_or_supermarket,food,store,point_of_interest,establishment",
     "shopping", "#4B96F3"},
    {"theatre", "point_of_interest,establishment", "generic_business", "#13B5C7"},
    {"tourist_attraction", "tourist_attraction,point_of_interest,establishment", "generic_business",
     "#13B5C7"},
    {"transit_station", "transit_station,point_of_interest,establishment", "transit", "#10BDFF"},
    {"travel_agency", "travel_agency,point_of_interest,establishment", "generic_business", "#909CE1"},
    {"university", "university,point_of_interest,establishment", "school", "#7B9EB0"},
    {"veterinary_care", "veterinary_care,point_of_interest,establishment", "generic_business", "#7B9EB0"},
    {"viewpoint", "tourist_attraction,point_of_interest,establishment", "generic_business", "#13B5C7"},
    {"zoo", "zoo,tourist_attraction,point_of_interest,establishment", "generic_recreational", "#4DB546"},
};

constexpr bool by_code(const PlaceType& a, const PlaceType& b) {
    return a.code < b.code;
}
static_assert(std::is_sorted(std::begin(table), std::end(table), by_code));

/// The index of a code; the size of the table if it is not there.
constexpr std::size_t find(std::string_view code) {
    const auto found =
        std::lower_bound(std::begin(table), std::end(table), PlaceType{code, {}, {}, {}}, by_code);
    const auto index = static_cast<std::size_t>(found - std::begin(table));
    return index < std::size(table) && table[index].code == code ? index : std::size(table);
}

constexpr std::size_t fallback = find("point_of_interest");
static_assert(fallback < std::size(table));

}  // namespace

PlaceTypeIndex find_place_type(std::string_view code) {
    const std::size_t index = find(code);
    return static_cast<PlaceTypeIndex>(index < std::size(table) ? index : fallback);
}

const PlaceType& place_type(PlaceTypeIndex index) {
    return table[index < std::size(table) ? index : fallback];
}

}  // namespace herd::places

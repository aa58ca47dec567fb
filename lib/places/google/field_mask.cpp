#include "places/google/field_mask.hpp"

namespace herd::places {
namespace {

// The dearer fields come last, so that the cheaper mask is the head of the whole one.
constexpr std::string_view first_dearer = ",places.currentOpeningHours.openNow";
constexpr std::string_view whole =
    "places.attributions"
    ",places.businessStatus"
    ",places.displayName.text"
    ",places.formattedAddress"
    ",places.iconBackgroundColor"
    ",places.iconMaskBaseUri"
    ",places.id"
    ",places.location"
    ",places.photos.authorAttributions.displayName"
    ",places.photos.authorAttributions.uri"
    ",places.photos.heightPx"
    ",places.photos.name"
    ",places.photos.widthPx"
    ",places.plusCode"
    ",places.shortFormattedAddress"
    ",places.types"
    ",places.viewport"
    ",places.currentOpeningHours.openNow"
    ",places.priceLevel"
    ",places.rating"
    ",places.userRatingCount";
static_assert(whole.find(first_dearer) != std::string_view::npos);

}  // namespace

std::string_view google_field_mask(FieldSet fields) {
    return fields == FieldSet::full ? whole : whole.substr(0, whole.find(first_dearer));
}

}  // namespace herd::places

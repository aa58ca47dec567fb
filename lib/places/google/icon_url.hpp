#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace herd::places {

/// The URL of the coloured icon that the Places API gave in `icon`, told by the mask that the new one gives:
/// `.../icons/v2/hotel_pinlet` -> `.../icons/v1/png_71/lodging-71.png`. Empty where the mask has another
/// shape. `types` are those of the place: the mask of a business that has no icon of its own is that of an
/// address, too. Source: pairs of `icon` and `icon_mask_base_uri` in answers of the Places API; the masks'
/// names are in
///         https://developers.google.com/maps/documentation/places/web-service/icons
std::string icon_url(std::string_view mask_uri, const std::vector<std::string>& types);

}  // namespace herd::places

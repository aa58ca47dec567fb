#pragma once

#include <string_view>

namespace herd::test {

/// A Nearby Search response in Google's layout, written after its documentation, with everything in it that a
/// program that reads and writes it again would change.
inline constexpr std::string_view legacy_head = R"({
   "html_attributions" : [
      "Listings by \u003ca href=\"https://example.com/\"\u003eExample\u003c/a\u003e"
   ],
   "next_page_token" : "Aap_uEDJ-x3_Z=",
   "results" : [
)";

inline constexpr std::string_view legacy_first = R"(      {
         "business_status" : "OPERATIONAL",
         "geometry" : {
            "location" : {
               "lat" : 34.0,
               "lng" : -118.4000000
            },
            "viewport" : {
               "northeast" : {
                  "lat" : 3.40013489802915e1,
                  "lng" : -118.3986510197085
               },
               "southwest" : {
                  "lat" : 33.9986510197085,
                  "lng" : -118.4013489802915
               }
            }
         },
         "icon" : "https:\/\/maps.gstatic.com\/mapfiles\/place_api\/icons\/v1\/png_71\/cafe-71.png",
         "name" : "Caf\u00e9 \"Zürich\" \ud83d\ude00",
         "opening_hours" : {
            "open_now" : false
         },
         "photos" : [
            {
               "height" : 3024,
               "html_attributions" : [ "\u003ca href=\"https://example.com/c\"\u003eA. Person\u003c/a\u003e" ],
               "photo_reference" : "Aap_one",
               "width" : 4032
            }
         ],
         "place_id" : "ChIJone",
         "results" : [ { "results" : [ 1, 2, {} ] }, [], "results", "]" ],
         "price_level" : 2,
         "rating" : 4.0,
         "reference" : "ChIJone",
         "scope" : "GOOGLE",
         "types" : [ "cafe", "point_of_interest", "establishment" ],
         "user_ratings_total" : 1e2,
         "vicinity" : "1 Main Street"
      })";

inline constexpr std::string_view legacy_second = R"(      {
         "name" : "Second { of [ two",
         "permanently_closed" : true,
         "place_id" : "ChIJtwo",
         "plus_code" : null,
         "rating" : 0.10
      })";

inline constexpr std::string_view legacy_tail = R"(
   ],
   "status" : "OK"
}
)";

}  // namespace herd::test

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "http/secret.hpp"
#include "places/provider.hpp"
#include "places/upstream/upstream.hpp"

namespace herd::places {

enum class Rank { distance, popularity };

/// Which fields Google is asked for: the more, the dearer.
enum class FieldSet { basic, full };

/// Of both of Google's interfaces. `types` and `language` may be empty.
struct GoogleOptions {
    http::Secret key;
    Rank rank = Rank::distance;
    FieldSet fields = FieldSet::basic;
    std::vector<std::string> types;
    std::string language;  // "en", "pt-BR"
};

inline constexpr const char* google_base_url = "https://places.googleapis.com";
inline constexpr const char* google_legacy_base_url = "https://maps.googleapis.com";

/// `provider = "google"`: Nearby Search of the Places API (New).
/// Source: https://developers.google.com/maps/documentation/places/web-service/nearby-search
std::shared_ptr<const Provider> make_google_provider(std::shared_ptr<Upstream> upstream,
                                                     GoogleOptions options);

/// `provider = "google-legacy"`: Nearby Search of the Places API; its own bytes go to the client.
/// Source: https://developers.google.com/maps/documentation/places/web-service/legacy/search-nearby
std::shared_ptr<const Provider> make_google_legacy_provider(std::shared_ptr<Upstream> upstream,
                                                            GoogleOptions options);

}  // namespace herd::places

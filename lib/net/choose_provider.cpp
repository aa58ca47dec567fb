#include "net/choose_provider.hpp"

#include "places/embedded.hpp"
#include "places/file_provider.hpp"

namespace herd::net {

Result<std::shared_ptr<const places::Provider>, std::vector<std::string>> choose_provider(
    const config::PlacesOptions& options) {
    switch (options.provider) {
        case config::PlacesProvider::embedded:
            return places::make_embedded_provider();
        case config::PlacesProvider::file:
            return places::make_file_provider(options.path);
        case config::PlacesProvider::google:
        case config::PlacesProvider::google_legacy:
        case config::PlacesProvider::overpass:
            break;
    }
    return unexpected(std::vector<std::string>{
        "places.provider: this version does not have that provider yet; \"embedded\" and \"file\" need no "
        "network"});
}

}  // namespace herd::net

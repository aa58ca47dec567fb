// Any text as a user's file of places: it has faults, or its places can be asked for and are where they may
// be.

#include <cmath>
#include <span>

#include "base/assert.hpp"
#include "fuzz_input.hpp"
#include "places/gazetteer_provider.hpp"
#include "places/places_tsv.hpp"

using namespace herd::places;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const herd::fuzz::Input input(data, size);
    auto file = parse_places_tsv(input.rest());
    if (!file) {
        HERD_ASSERT(!file.error().first.empty());
        return 0;
    }
    const auto image = file->places.build();
    const auto gazetteer = Gazetteer::from_image(image);
    HERD_ASSERT(gazetteer);
    for (std::size_t place = 0; place < gazetteer->size(); ++place) {
        const auto at = gazetteer->location(place);
        HERD_ASSERT(std::abs(at.lat) <= 90 && std::abs(at.lng) <= 180);
    }
    const GazetteerProvider provider(*gazetteer, file->attributions);
    const auto document = format_outcome(provider.look_up({{34.0, -118.4}, 50, 20}, {}), Layout::classic);
    HERD_ASSERT(document.find("\n\n") == std::string::npos);
    return 0;
}

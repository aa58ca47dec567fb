// Any response of an Overpass server: the first line is its HTTP status, the rest its body. It is a failure
// that says why, or has places that may be told.

#include <cmath>
#include <string>
#include <utility>

#include "base/assert.hpp"
#include "base/decimal.hpp"
#include "fuzz_input.hpp"
#include "places/overpass/html_text.hpp"
#include "places/overpass/nearest_places.hpp"
#include "places/overpass/overpass_answer.hpp"

using namespace herd::places;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    herd::fuzz::Input input(data, size);
    const auto line_size = input.rest().find('\n');
    const auto status = herd::parse_integer(input.rest().substr(0, line_size), 599);
    if (line_size < size) input.piece(line_size + 1);
    const std::string body(input.rest());
    HERD_ASSERT(format_html_text(body).find('\n') == std::string::npos);
    auto answer = read_overpass_response({static_cast<int>(status.value_or(200)), "", "", body});
    if (!answer) {
        HERD_ASSERT(!answer.error().status.empty() && !answer.error().message.empty());
        HERD_ASSERT(answer.error().message.find('\n') == std::string::npos);
        return 0;
    }
    HERD_ASSERT(answer->places.size() <= answer->elements);
    for (const OsmPlace& place : answer->places) {
        HERD_ASSERT(!place.id.empty() && !place.name.empty());
        HERD_ASSERT(std::abs(place.at.lat) <= 90 && std::abs(place.at.lng) <= 180);
    }
    NearestPlaces nearest({34, -118}, 50, 20);
    nearest.add(std::move(answer->places));
    HERD_ASSERT(nearest.entries().size() <= 20);
    HERD_ASSERT(nearest.count_within(50) == nearest.entries().size());
    return 0;
}

// Any bytes as a response of Google's: what can be read of them is within its bounds, and an error has a
// message without the key.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/assert.hpp"
#include "fuzz_input.hpp"
#include "places/google/google_answer.hpp"
#include "places/google/google_error.hpp"

using namespace herd::places;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const herd::fuzz::Input input(data, size);
    const std::string body(input.rest());
    const std::size_t bound = size % 21;
    const auto nearby = parse_google_answer(body, bound);
    HERD_ASSERT(nearby || !nearby.error().empty());
    if (nearby) {
        HERD_ASSERT(nearby->places.size() <= bound);
        for (const Place& place : nearby->places) {
            HERD_ASSERT(!place.id.empty());
            HERD_ASSERT(std::abs(place.at.lat) <= 90 && std::abs(place.at.lng) <= 180);
            HERD_ASSERT(!place.rating || (*place.rating >= 1 && *place.rating <= 5));
        }
        for (const Layout layout : {Layout::classic, Layout::current}) {
            const Document document = format_nearby(*nearby, layout);
            HERD_ASSERT(document.find("\n\n") == Document::npos && document.back() != '\n');
        }
    }
    const herd::http::Secret key("secret");
    for (const int status : {302, 400, 403, 500}) {
        const Failure failure = parse_google_error({status, "", "", body}, key);
        HERD_ASSERT(!failure.message.empty() && failure.message.size() <= 500);
        HERD_ASSERT(failure.message.find(key.reveal()) == std::string::npos);
    }
    return 0;
}

// Any text as a Nearby Search response, behind a byte that says to how many results it is cut: it has a
// fault, or the cut is such a response too, with as many results as there may be, and cutting it again
// changes nothing.

#include <algorithm>
#include <string>

#include "base/assert.hpp"
#include "fuzz_input.hpp"
#include "places/google/legacy_response.hpp"

using namespace herd::places;

namespace {

constexpr std::size_t all = SIZE_MAX;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    herd::fuzz::Input input(data, size);
    const std::size_t bound = input.byte() % 8;
    const auto whole = parse_legacy_response(input.rest(), all);
    const auto cut = parse_legacy_response(input.rest(), bound);
    HERD_ASSERT(whole.has_value() == cut.has_value());
    if (!cut) {
        HERD_ASSERT(!cut.error().empty());
        return 0;
    }
    HERD_ASSERT(whole->body == input.rest());
    HERD_ASSERT(cut->result_count.has_value() == whole->result_count.has_value());
    HERD_ASSERT(cut->result_count.value_or(0) == std::min(whole->result_count.value_or(0), bound));
    const auto again = parse_legacy_response(cut->body, all);
    HERD_ASSERT(again && again->body == cut->body);
    HERD_ASSERT(again->status == whole->status && again->error_message == whole->error_message);
    HERD_ASSERT(again->result_count == cut->result_count);
    return 0;
}

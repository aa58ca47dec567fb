#include "places/embedded.hpp"

#include <cstddef>
#include <span>

#include "base/assert.hpp"
#include "places/gazetteer_provider.hpp"

// The assembler takes the image as it is, in no time; as a C array it would take the compiler minutes.
asm(R"(
    .pushsection .rodata
    .balign 64
    .global herd_gazetteer_begin
    .hidden herd_gazetteer_begin
herd_gazetteer_begin:
    .incbin ")" HERD_GAZETTEER R"("
    .global herd_gazetteer_end
    .hidden herd_gazetteer_end
herd_gazetteer_end:
    .byte 0
    .popsection
)");

extern "C" {
extern const std::byte herd_gazetteer_begin[];
extern const std::byte herd_gazetteer_end[];
}

namespace herd::places {

const Gazetteer& embedded_gazetteer() {
    static const Gazetteer gazetteer = [] {
        const auto view = Gazetteer::from_image({herd_gazetteer_begin, herd_gazetteer_end});
        HERD_ASSERT(view.has_value());
        return *view;
    }();
    return gazetteer;
}

std::shared_ptr<const Provider> make_embedded_provider() {
    return std::make_shared<GazetteerProvider>(
        embedded_gazetteer(),
        std::vector<std::string>{"Data © <a href=\"https://www.geonames.org/\">GeoNames</a>, "
                                 "<a href=\"https://airportdata.dev/\">airport-data-js</a>, "
                                 "<a href=\"https://creativecommons.org/licenses/by/4.0/\">CC BY 4.0</a>"});
}

}  // namespace herd::places

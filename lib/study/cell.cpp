#include "study/cell.hpp"

#include "fault/random.hpp"

namespace herd::study {

std::string_view format_part(Part part) {
    switch (part) {
        case Part::size:
            return "size";
        case Part::load:
            return "load";
        case Part::glomers:
            return "glomers";
    }
    return {};
}

std::string_view format_propagation(core::Propagation propagation) {
    return propagation == core::Propagation::tree ? "tree" : "flood";
}

topology::Graph make_links(const Cell& cell, std::uint64_t seed) {
    fault::Random random(seed);
    const auto below = [&random](std::uint64_t limit) { return random.below(limit); };
    // Trees of fours have as many links a server as the other sparse shapes, or nearly.
    return topology::make_graph(cell.shape, cell.servers, below, {.children = 4});
}

}  // namespace herd::study

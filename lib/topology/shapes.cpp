#include "topology/shapes.hpp"

#include <utility>
#include <vector>

#include "base/assert.hpp"
#include "topology/random_shapes.hpp"

namespace herd::topology {
namespace {

constexpr std::array<std::pair<Shape, std::string_view>, 9> words{{{Shape::ring, "ring"},
                                                                   {Shape::line, "line"},
                                                                   {Shape::star, "star"},
                                                                   {Shape::tree, "tree"},
                                                                   {Shape::grid, "grid"},
                                                                   {Shape::regular, "regular"},
                                                                   {Shape::small_world, "small-world"},
                                                                   {Shape::mesh, "mesh"},
                                                                   {Shape::random, "random"}}};

std::vector<Link> link_tree(Node nodes, std::size_t children) {
    HERD_ASSERT(children > 0);
    std::vector<Link> links;
    for (Node i = 1; i < nodes; ++i) links.push_back({static_cast<Node>((i - 1) / children), i});
    return links;
}

std::vector<Link> link_grid(Node nodes) {
    Node columns = 1;
    while (std::uint64_t{columns} * columns < nodes) ++columns;
    std::vector<Link> links;
    for (Node i = 0; i < nodes; ++i) {
        if ((i + 1) % columns != 0 && i + 1 < nodes) links.push_back({i, i + 1});
        if (i + columns < nodes) links.push_back({i, i + columns});
    }
    return links;
}

std::vector<Link> link_star(Node nodes) {
    std::vector<Link> links;
    for (Node i = 1; i < nodes; ++i) links.push_back({0, i});
    return links;
}

std::vector<Link> link_shape(Shape shape, Node nodes, const Below& below, const ShapeOptions& options) {
    switch (shape) {
        case Shape::ring:
            return link_ring(nodes, 1);
        case Shape::line:
            return link_tree(nodes, 1);
        case Shape::star:
            return link_star(nodes);
        case Shape::tree:
            return link_tree(nodes, options.children);
        case Shape::grid:
            return link_grid(nodes);
        case Shape::regular:
            return link_regular(nodes, options.degree, below);
        case Shape::small_world:
            return link_small_world(nodes, options.degree, options.rewired, below);
        case Shape::mesh:
            return link_all(nodes);
        case Shape::random:
            return link_random(nodes, options.extra_links, below);
    }
    return {};
}

}  // namespace

std::string_view format_shape(Shape shape) {
    for (const auto& [value, word] : words) {
        if (value == shape) return word;
    }
    return {};
}

std::optional<Shape> parse_shape(std::string_view word) {
    for (const auto& [value, its_word] : words) {
        if (its_word == word) return value;
    }
    return std::nullopt;
}

Graph make_graph(Shape shape, std::size_t nodes, const Below& below, const ShapeOptions& options) {
    return {nodes, link_shape(shape, static_cast<Node>(nodes), below, options)};
}

}  // namespace herd::topology

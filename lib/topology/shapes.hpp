#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "topology/graph.hpp"

namespace herd::topology {

/// Ways in which any number of servers may be linked, all connected.
enum class Shape { ring, line, star, tree, grid, regular, small_world, mesh, random };

inline constexpr std::array<Shape, 9> all_shapes{Shape::ring,        Shape::line, Shape::star,
                                                 Shape::tree,        Shape::grid, Shape::regular,
                                                 Shape::small_world, Shape::mesh, Shape::random};

/// The word for a shape: `ring`, `small-world`.
std::string_view format_shape(Shape shape);
/// Errors: nothing, if there is no such shape.
std::optional<Shape> parse_shape(std::string_view word);

/// A random number from 0 to `limit` - 1. Shape: `limit` is not 0.
using Below = std::function<std::uint64_t(std::uint64_t limit)>;

struct ShapeOptions {
    std::size_t children = 2;   // of a server in a tree
    std::size_t degree = 4;     // regular, small world: links of a server, at least 2
    unsigned rewired = 20;      // small world: percent of the links that may be
    unsigned extra_links = 50;  // random: for 100 servers, beyond those of a tree
};

/// The links of `nodes` servers. The same numbers make the same graph; only `regular`, `small_world` and
/// `random` draw any.
///
/// `tree`: level by level, the first server at the root. `star`: the first server in the middle. `grid`: row
/// by row, as near to a square as it gets. `regular`: `degree` links each, one server with one less where it
/// cannot come out even. `small_world`: a ring on which each server is linked to the `degree` / 2 nearest on
/// either side, of which those that are not next to it may be rewired to any server. `random`: a random tree
/// and some links more. Where there are too few servers for a degree, all are linked to all.
Graph make_graph(Shape shape, std::size_t nodes, const Below& below, const ShapeOptions& options = {});

}  // namespace herd::topology

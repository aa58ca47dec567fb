#pragma once

#include <cstddef>
#include <vector>

#include "topology/shapes.hpp"

namespace herd::topology {

/// Each server with the `reach` nearest on either side of a ring. Shape: a link may be there twice.
std::vector<Link> link_ring(Node nodes, Node reach);
/// Each server with each other one.
std::vector<Link> link_all(Node nodes);

/// Each server with `degree` others, one with one less where `nodes` and `degree` are odd; connected.
/// Source: links exchange ends again and again; C. Cooper, M. Dyer, C. Greenhill, Sampling regular graphs and
///         a peer-to-peer network (2007)
std::vector<Link> link_regular(Node nodes, std::size_t degree, const Below& below);

/// Source: D. Watts, S. Strogatz, Collective dynamics of 'small-world' networks (1998). Unlike there, the
/// links of
///         the ring itself stay, so that the graph is connected.
std::vector<Link> link_small_world(Node nodes, std::size_t degree, unsigned rewired, const Below& below);

/// Each server with one before it, and then so many random links for 100 servers, of which some may be there
/// already.
std::vector<Link> link_random(Node nodes, unsigned extra_links, const Below& below);

}  // namespace herd::topology

#pragma once

#include <vector>

#include "fault/fault.hpp"
#include "fault/herd_map.hpp"
#include "fault/random.hpp"

namespace herd::fault {

// What presets come to: links that are cut. Each link once, in the order of their indexes.
// Shape: the servers that a preset names are there.

std::vector<LinkIndex> find_cuts(const Isolate& isolate, const HerdMap& map, Random& random);
std::vector<LinkIndex> find_cuts(const Split& split, const HerdMap& map, Random& random);
std::vector<LinkIndex> find_cuts(const Bridge& bridge, const HerdMap& map, Random& random);
std::vector<LinkIndex> find_cuts(const Majorities& majorities, const HerdMap& map, Random& random);

/// A link that is cut for a time. Units: since the beginning of the swizzle.
struct TimedCut {
    LinkIndex link = 0;
    nanoseconds from{};
    nanoseconds to{};
};

/// The parts of a swizzle. A link between two of its servers is cut from the first one's isolation until the
/// last one's end.
std::vector<TimedCut> plan_swizzle(const Swizzle& swizzle, const HerdMap& map, Random& random);

}  // namespace herd::fault

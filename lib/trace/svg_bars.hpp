#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "trace/space_time.hpp"
#include "trace/svg_canvas.hpp"
#include "trace/svg_layout.hpp"

namespace herd::trace {

/// A disturbance beside a space-time diagram, drawn as a bar.
struct SvgBar {
    const Disturbance* disturbance = nullptr;
    std::string label;
    std::optional<std::size_t> begin;  // event; nothing: it is so when the picture begins
    std::optional<std::size_t> end;    // event; nothing: it is so when the picture ends
    bool is_soft = false;              // bytes are slow and not stopped
    std::size_t lane = 0;              // from the left; bars of one lane do not touch
};

/// More bars cannot be told apart.
inline constexpr std::size_t most_bars = 60;

/// The disturbances of links, and the faults, that a picture shows, in the order in which they begin. Left
/// out is what something else shows: links of servers that do not run, and links that are down for a fault.
/// Shape: at most `most_bars`; `picture` outlives them.
std::vector<SvgBar> find_bars(const Trace& trace, const SpaceTime& picture);

/// How much room bars and their labels take, with margins. Units: pixels.
double bars_width(const std::vector<SvgBar>& bars);

/// Draws bars to the right of the servers, and shades the space between two servers whose link is down.
void draw_bars(const std::vector<SvgBar>& bars, const Trace& trace, const SvgLayout& layout,
               SvgCanvas& canvas);

}  // namespace herd::trace

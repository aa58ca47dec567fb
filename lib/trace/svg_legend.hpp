#pragma once

#include <string>

#include "trace/space_time.hpp"
#include "trace/svg_canvas.hpp"

namespace herd::trace {

/// `kiwi 1479413884.392014450 in a herd of 5 servers`, `3 updates in a herd of 5 servers`
std::string format_svg_title(const SpaceTime& picture);

/// How much room the title and the list of updates take. Units: pixels.
double svg_head_height(const SpaceTime& picture);

/// Draws the title, and which updates there are in which colours.
void draw_svg_head(const Trace& trace, const SpaceTime& picture, nanoseconds start, Point at,
                   SvgCanvas& canvas);

/// Draws what the signs mean, and what the picture does not show; returns where that ends.
double draw_svg_foot(const Trace& trace, const SpaceTime& picture, Point at, double width, SvgCanvas& canvas);

}  // namespace herd::trace

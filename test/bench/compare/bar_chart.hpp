#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace herd::bench {

struct Bar {
    std::string name;
    double value = 0;
    std::size_t kind = 0;  // its colour, and which entry of the legend it belongs to
};

/// Bars that are compared with one another.
struct BarPanel {
    std::string title;
    std::vector<Bar> bars;
};

/// Panels two by two, each with an axis of its own, from zero.
struct BarChart {
    std::string title;
    std::string note;  // below the title
    std::string unit;
    std::vector<std::string> kinds;  // the legend; at most six
    std::vector<BarPanel> panels;
};

/// The chart as a picture, light and dark.
std::string format_svg(const BarChart& chart);

}  // namespace herd::bench

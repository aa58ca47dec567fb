#pragma once

#include <string>
#include <vector>

#include "study/axis.hpp"

namespace herd::study {

struct ChartPoint {
    double x = 0;
    double y = 0;
};

/// What is joined by a line. Shape: sorted by x. Points that a logarithmic axis has no place for are left
/// out.
struct Series {
    std::string name;
    std::vector<ChartPoint> points;
};

/// Series that are drawn into one frame.
struct Panel {
    std::string title;
    std::vector<Series> series;
};

struct AxisTitle {
    std::string text;  // with the unit
    Scale scale = Scale::linear;
};

/// Panels side by side, with the same axes so that they can be compared. Series have the same colour and mark
/// in each panel, by their place; there are at most six.
struct Chart {
    std::string title;
    std::string note;  // below the title; may be empty
    AxisTitle x;
    AxisTitle y;
    std::vector<Panel> panels;
};

/// The chart as a picture, light and dark.
std::string format_svg(const Chart& chart);

}  // namespace herd::study

#pragma once

#include <string>
#include <vector>

#include "runs.hpp"

namespace herd::bench {

struct Plot {
    std::string file;  // its name
    std::string title;
    std::string svg;
};

/// Throughput, growth and latency. What was not measured is left out.
std::vector<Plot> draw_plots(const std::vector<Run>& runs);

}  // namespace herd::bench

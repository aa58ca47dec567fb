#pragma once

#include <cstddef>
#include <string>

namespace herd::trace {

/// A picture of a trace, as text in some language for pictures.
struct Diagram {
    std::string text;
    std::size_t left_out = 0;  // selected events that it does not show
};

}  // namespace herd::trace

#pragma once

#include <cstddef>
#include <string_view>

namespace herd::trace {

/// How many updates have colours of their own: the classes `c0`, `c1` and so on.
inline constexpr std::size_t palette_size = 6;

/// The style sheet of space-time diagrams, light and dark. Colours can be told apart by people who are
/// colour-blind, and nothing is told by colour alone.
std::string_view svg_style();

}  // namespace herd::trace

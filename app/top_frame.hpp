#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "places/json_value.hpp"

namespace herd::app {

/// How a line of `herd top` looks.
enum class TopStyle { plain, heading, alarm };

struct TopLine {
    std::string text;  // of printable characters
    TopStyle style = TopStyle::plain;
};

/// A screen's size in characters, and how many rows of its lists are scrolled away.
struct TopScreen {
    std::size_t columns = 80;
    std::size_t rows = 24;
    std::size_t scrolled = 0;
};

/// What a screen shows of a herd. Shape: `now` and `before` are two answers of `/v1/herd`, whose differences
/// are the rates; nothing before: no rates. What is broken comes first where not all has room. Source:
/// docs/control.md
std::vector<TopLine> make_top_frame(const places::JsonValue& now, const places::JsonValue& before,
                                    const TopScreen& screen);

}  // namespace herd::app

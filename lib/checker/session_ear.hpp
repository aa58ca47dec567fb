#pragma once

#include <cstddef>
#include <deque>
#include <string>

#include "checker/facts.hpp"
#include "checker/line_cutter.hpp"

namespace herd::checker {

/// A client's connection, as one hears it who listens to both sides.
struct SessionEar {
    SessionEar(LifeId the_life, std::size_t max_line) : life(the_life), lines(max_line) {}

    LifeId life;
    LineCutter lines;
    std::deque<CommandId> open;     // without an answer, oldest first
    std::size_t open_weight = 0;    // an upper bound of what their answers take
    std::string vague_rest;         // a line that may have been none, while it has no answer
    std::size_t lines_at_once = 0;  // said with the last bytes
    SteadyTime quiet_since{};       // the last thing that was said
    bool is_open = true;
    bool is_clear = true;  // it is known what its lines are, and which answers are theirs
};

}  // namespace herd::checker

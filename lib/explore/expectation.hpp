#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "explore/reaction.hpp"
#include "explore/updates.hpp"
#include "explore/wiring.hpp"

namespace herd::explore {

/// What has to come of a case in whatever order things happen, by what docs/protocol.md says and by counting,
/// not by what servers do.
struct Expectation {
    struct Messages {
        std::size_t least = 0;
        std::size_t most = 0;
    };

    std::vector<Held> held;            // in the end, by server
    std::array<Messages, 2> messages;  // that carried an update, over all directions
};

/// Each part of the herd ends with the newest update that was told in it. That one takes 2E' - N' + 1
/// messages in a part of N' servers and E' links; an older one at most as many, since the newer may overtake
/// it.
Expectation make_expectation(const Wiring& wiring, CutLinks cut, const Updates& updates);

}  // namespace herd::explore

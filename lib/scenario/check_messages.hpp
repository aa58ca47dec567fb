#pragma once

#include <cstddef>

#include "scenario/findings.hpp"
#include "trace/update.hpp"

namespace herd::scenario {

/// Link messages that carried an update.
struct MessageCount {
    std::size_t flooded = 0;
    std::size_t resynced = 0;
};
MessageCount count_messages(const trace::Trace& trace, const trace::UpdateId& update);

/// Exactly so many link messages carried an update as it spread; those of a resync are not counted.
Findings check_messages(const trace::Trace& trace, const trace::UpdateId& update, std::size_t count);

}  // namespace herd::scenario

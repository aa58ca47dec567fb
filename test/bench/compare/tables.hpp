#pragma once

#include <string>
#include <vector>

#include "runs.hpp"

namespace herd::bench {

/// All that was measured, as a section of a Markdown document. What was not is left out.
std::string format_tables(const std::vector<Run>& runs);

/// The targets of throughput, with their names for people, in the order in which they are shown.
struct TargetName {
    const char* target;
    const char* name;
};
const std::vector<TargetName>& list_targets();

}  // namespace herd::bench

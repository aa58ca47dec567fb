#pragma once

#include <map>
#include <string>

#include "core/store.hpp"

namespace herd::test {

/// AT lines by client.
using Contents = std::map<std::string, std::string>;

/// All that a store has, by a walk through its buckets.
Contents read_contents(const core::Store& store, const core::Roster& roster);

}  // namespace herd::test

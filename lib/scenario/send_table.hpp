#pragma once

#include <optional>

#include "config/name_reader.hpp"
#include "config/table_reader.hpp"
#include "scenario/scenario.hpp"

namespace herd::scenario {

/// Reads what a client says: `send`, `to`, `expect`, `await`, `within`. Reports what is wrong, and returns
/// nothing then.
std::optional<Send> read_send(config::TableReader& table, const config::NameReader& names);

}  // namespace herd::scenario

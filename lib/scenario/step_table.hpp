#pragma once

#include <vector>

#include "config/name_reader.hpp"
#include "config/table_reader.hpp"
#include "scenario/scenario.hpp"

namespace herd::scenario {

/// Reads one [[step]]: one verb and what belongs to it. Reports what is wrong, and adds nothing then.
/// Shape:  a verb that names several clients makes as many steps of one line.
void read_step(config::TableReader& table, const config::NameReader& names, std::vector<Step>& steps);

}  // namespace herd::scenario

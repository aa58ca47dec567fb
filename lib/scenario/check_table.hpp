#pragma once

#include <optional>
#include <vector>

#include "config/name_reader.hpp"
#include "config/table_reader.hpp"
#include "scenario/scenario.hpp"

namespace herd::scenario {

// The steps that check something. Each reads the table under the key of its name, reports what is wrong, and
// returns nothing then.

std::optional<Verb> read_order(config::TableReader& step, const config::NameReader& names);
std::optional<Verb> read_messages(config::TableReader& step);
std::optional<Verb> read_reached(config::TableReader& step, const config::NameReader& names);
std::optional<Verb> read_hops(config::TableReader& step, const config::NameReader& names);
std::optional<Verb> read_record(config::TableReader& step, const config::NameReader& names);
std::optional<Verb> read_absent(config::TableReader& step, const config::NameReader& names);

/// A step for each client.
void read_converged(config::TableReader& step, std::vector<Verb>& verbs);

}  // namespace herd::scenario

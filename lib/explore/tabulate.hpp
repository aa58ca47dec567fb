#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "core/roster.hpp"
#include "explore/reaction.hpp"
#include "explore/updates.hpp"

namespace herd::explore {

/// Writes down how a real server reacts, with some of its links up.
///
/// Servers are given every sequence of `depth` different inputs, each a server of its own, and every reaction
/// on the way is written down by what the server held. That the same thing held always leads to the same
/// reaction, whatever was told before and by whom, is what the table rests on, so it is checked.
///
/// Shape:  `up` has a bit for each of the neighbours. With a depth of 3 all is known that can happen: a
/// server
///         holds at most two updates, so whatever it holds can come of two inputs.
/// Errors: in words: its reactions depend on more than what it holds, or it did what no server should.
Result<ReactionTable, std::string> tabulate(const core::Roster& roster, core::ServerIndex self,
                                            const std::vector<core::ServerIndex>& neighbours, std::uint8_t up,
                                            const Updates& updates, std::size_t depth = 3);

}  // namespace herd::explore

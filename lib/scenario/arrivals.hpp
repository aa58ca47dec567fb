#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenario/findings.hpp"
#include "trace/update.hpp"

namespace herd::scenario {

/// When each server accepted an update for the first time: the earliest first. Events stand in the trace.
std::vector<const trace::Event*> find_arrivals(const trace::Trace& trace, const trace::UpdateId& update);

/// Why nothing can be said of how an update spread, although the trace knows of it: its beginning is among
/// the events that were dropped. Nothing: it is all there.
std::optional<std::string> find_gap(const trace::Trace& trace, const trace::UpdateId& update);

}  // namespace herd::scenario

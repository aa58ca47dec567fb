#pragma once

#include "scenario/findings.hpp"

namespace herd::scenario {

/// Per client no server goes back in time: what a server accepts is newer than what it has accepted of that
/// client before, unless it has forgotten everything since.
/// Source: docs/protocol.md, "Which record is kept"; locations, which decide last, are not in a trace.
Findings check_no_regression(const trace::Trace& trace);

}  // namespace herd::scenario

#pragma once

#include "scenario/findings.hpp"

namespace herd::scenario {

/// Per-link order is kept: on each direction of a link, updates are delivered in the order in which they were
/// sent, and each sending at most once. What was under way when a link went down may be missing.
Findings check_link_order(const trace::Trace& trace);

}  // namespace herd::scenario

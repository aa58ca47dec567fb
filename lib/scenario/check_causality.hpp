#pragma once

#include "scenario/findings.hpp"

namespace herd::scenario {

/// Nobody hears of an update before the neighbour it came from: what is delivered was sent before, what is
/// sent was accepted before, what is accepted was heard of before; and Lamport times agree.
/// Shape: of a trace that has lost its beginning, only updates that were received within it are looked at.
Findings check_causality(const trace::Trace& trace);

}  // namespace herd::scenario

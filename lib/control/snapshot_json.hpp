#pragma once

#include <string>

#include "control/snapshot.hpp"

namespace herd::control {

// JSON objects, each on one line and without its newline, as the control API tells them.
// Source: docs/control.md

/// The whole herd.
std::string format_herd(const HerdSnapshot& snapshot, const About& about);
/// A list of all its servers, links or faults: `{"servers":[...]}`.
std::string format_servers(const HerdSnapshot& snapshot);
std::string format_links(const HerdSnapshot& snapshot);
std::string format_faults(const HerdSnapshot& snapshot);

std::string format_server(const ServerSnapshot& server);
std::string format_link(const LinkSnapshot& link);
std::string format_fault(const FaultSnapshot& fault);

/// A fault as a step of a scenario says it:
/// `{"latency":{"link":["Alford","Welsh"],"delay":"50ms"},"for":"2s"}`.
std::string format_fault_step(const fault::Fault& fault);

}  // namespace herd::control

#pragma once

#include <string>

#include "base/time.hpp"

namespace herd::log {

/// Appends a time as RFC 3339 has it, in UTC: `2026-11-22T08:23:59.123456789Z`.
void append_timestamp(WallTime time, std::string& out);

}  // namespace herd::log

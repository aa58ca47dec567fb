#pragma once

#include <string>

#include "base/result.hpp"
#include "fault/fault.hpp"
#include "fault/herd_map.hpp"

namespace herd::fault {

/// Whether a fault can be done to a herd. Errors: in words: a server or link that there is not, a value that
/// makes no sense.
Result<void, std::string> check_fault(const Fault& fault, const HerdMap& map);

}  // namespace herd::fault

#pragma once

#include <string>
#include <string_view>

#include "swarm/run.hpp"

namespace herd::swarm {

// A report as bytes, from one process of a program to another.

std::string pack_report(const Report& report);
/// Shape: `bytes` are of `pack_report`.
Report unpack_report(std::string_view bytes);

}  // namespace herd::swarm

#pragma once

#include <string>

namespace herd::control {

/// A number as JSON has it, in as few digits as tell it from all others. Shape: `number` is finite.
std::string format_json_number(double number);

}  // namespace herd::control

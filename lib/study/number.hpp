#pragma once

#include <string>

#include "base/time.hpp"

namespace herd::study {

/// With so many digits behind the point, the same everywhere.
std::string format_fixed(double value, int digits);
/// Units: milliseconds, to a hundredth.
std::string format_ms(nanoseconds time);
/// In thousands and millions where that is shorter: `950`, `12.5k`, `1M`.
std::string format_short(double value);

}  // namespace herd::study

#pragma once

#include <vector>

#include "study/cell.hpp"

namespace herd::study {

/// The cells of the study, in the order of its tables. Shape: `is_quick`: a few small ones of each part.
std::vector<Cell> plan_study(bool is_quick);

}  // namespace herd::study

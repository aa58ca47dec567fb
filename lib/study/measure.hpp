#pragma once

#include <cstdint>

#include "study/cell.hpp"
#include "study/figures.hpp"

namespace herd::study {

/// Runs a cell in a simulation. Shape: the same seed makes the same figures.
Figures measure(const Cell& cell, std::uint64_t seed);

}  // namespace herd::study

#pragma once

#include "fault/fault.hpp"

namespace herd::fault {

inline const LinkName alford_welsh{"Alford", "Welsh"};

}  // namespace herd::fault

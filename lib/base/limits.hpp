#pragma once

#include <stop_token>

#include "base/time.hpp"

namespace herd {

/// How long something that blocks its thread may go on: until `deadline`, or until somebody asks it to stop.
struct Limits {
    SteadyTime deadline = SteadyTime::max();
    std::stop_token stop;
};

}  // namespace herd

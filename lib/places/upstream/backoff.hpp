#pragma once

#include "base/time.hpp"

namespace herd::places {

/// How long to wait before a request is repeated: twice as long each time, less up to the half of it, so that
/// those who failed together do not come back together.
/// Shape:  `retry` is 0 for the first repetition, `random` in 0..1. Never more than a minute.
nanoseconds back_off(nanoseconds first_pause, int retry, double random);

}  // namespace herd::places

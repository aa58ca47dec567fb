#pragma once

#include "base/time.hpp"

namespace herd::net {

/// Reads both clocks.
inline Now read_clocks() {
    return {std::chrono::steady_clock::now(), std::chrono::system_clock::now()};
}

}  // namespace herd::net

#pragma once

#include <cstdint>

#include "support/descriptor.hpp"

namespace herd::test {

/// A free TCP port on the loopback address, kept for one test: nothing else is given it, whether anybody
/// listens there or not, and a server that asks for this very port gets it (with SO_REUSEADDR, as servers
/// do). Who connects while nobody listens is refused.
class ReservedPort {
public:
    ReservedPort();

    std::uint16_t number() const { return number_; }

private:
    Descriptor socket_;
    std::uint16_t number_ = 0;
};

}  // namespace herd::test

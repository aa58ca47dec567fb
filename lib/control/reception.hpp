#pragma once

#include <thread>

#include "control/crowd.hpp"
#include "control/descriptor.hpp"

namespace herd::control {

/// Takes the connections that come to a listening socket, on a thread of its own, until it goes.
class Reception {
public:
    /// Shape:  `crowd` outlives it.
    /// Errors: throws std::system_error if the system has no descriptors or threads left.
    Reception(Descriptor listening, Crowd& crowd);
    ~Reception();

    Reception(const Reception&) = delete;
    Reception& operator=(const Reception&) = delete;

private:
    void run();

    Descriptor listening_;
    Descriptor ended_;
    Crowd& crowd_;
    std::thread thread_;
};

}  // namespace herd::control

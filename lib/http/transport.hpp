#pragma once

#include <string>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "http/message.hpp"

namespace herd::http {

/// Why there is no whole response.
enum class FaultKind {
    connect,    // no name, no route, refused: nothing was asked yet
    tls,        // no certificate, or not one to trust
    timeout,    // the deadline came first
    broken,     // closed, reset, cut short, or no HTTP
    too_large,  // more bytes than a response may have
    stopped,    // told to stop
};

struct Fault {
    FaultKind kind = FaultKind::broken;
    std::string message;  // for people; the URL's path and query are not in it
};

/// Takes requests to one host, blocking the thread that asks. Safe for threads.
class Transport {
public:
    virtual ~Transport() = default;

    /// Comes back by the deadline, or soon after a stop was asked for.
    virtual Result<Response, Fault> send(const Request& request, const Limits& limits) = 0;
};

}  // namespace herd::http

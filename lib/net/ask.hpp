#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace herd::net {

/// Why an answer did not come.
enum class AskFault {
    no_connection,  // nobody listens there, or the host is unknown
    lost,           // the connection was lost before the server had closed it
    timeout,        // the server was silent for too long
};

struct AskError {
    AskFault fault;
    std::string why;
};

/// Says something to a server as a client would: sends `text`, ends its side of the stream, and hands
/// whatever comes back to `print` until the server closes. Blocks. Units: `timeout` is how long the server
/// may be silent.
Result<void, AskError> ask(const std::string& host, std::uint16_t port, std::string_view text,
                           nanoseconds timeout, const std::function<void(std::string_view)>& print);

}  // namespace herd::net

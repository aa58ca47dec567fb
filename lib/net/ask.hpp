#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace herd::net {

/// Why an answer did not come.
enum class AskFault {
    no_connection,  // nobody listens there, or the host is unknown
    lost,           // the connection was lost before the server had closed it
    timeout,        // the server was silent for too long, or the whole answer took too long
    given_up,       // whoever asked wanted no more
};

struct AskError {
    AskFault fault;
    std::string why;
};

/// How long somebody waits for an answer.
struct AskPatience {
    nanoseconds silence{};                    // that the server may be silent
    std::optional<SteadyTime> deadline = {};  // of the whole answer
    std::function<bool()> is_over = nullptr;  // asked often: whether to give up; may be null
};

/// Says something to a server as a client would: sends `text`, ends its side of the stream, and hands
/// whatever comes back to `hear` until the server closes, or `hear` wants no more. Blocks.
Result<void, AskError> ask(const std::string& host, std::uint16_t port, std::string_view text,
                           const AskPatience& patience, const std::function<bool(std::string_view)>& hear);

}  // namespace herd::net

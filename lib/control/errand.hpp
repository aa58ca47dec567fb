#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace herd::control {

enum class ErrandFault {
    no_connection,  // nobody listens there
    timeout,        // no whole answer in time
    too_long,       // more than anybody wants to have
    given_up,       // it was told to end
};

/// Says a line to a server as a client would, with a connection of its own: sends it, ends its side of the
/// stream, and returns all that comes until the server closes. Blocks.
/// Shape:  `is_over` is asked often, and ends it.
/// Units:  `most` in bytes.
Result<std::string, ErrandFault> run_errand(const std::string& host, std::uint16_t port,
                                            std::string_view line, SteadyTime deadline, std::size_t most,
                                            const std::function<bool()>& is_over);

}  // namespace herd::control

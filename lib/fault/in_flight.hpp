#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "fault/link_state.hpp"

namespace herd::fault {

/// One end of a link, as far as it matters for what is in flight.
struct LinkEnd {
    std::string name;  // of the server
    bool runs = false;
    bool is_paused = false;
    bool is_up = false;
    bool has_unwritten = false;  // something waits to be sent
    std::size_t held = 0;        // bytes that a fault holds back
    std::uint64_t sent = 0;      // messages, since the link came up
    std::uint64_t received = 0;
};

/// Adds what is in flight on a link to `found`, in words; nothing: it is at rest.
/// Shape:  `a` is the first end of the link; `is_joined`: both ends speak of the same connection. With
/// `ignores_held`, what a stall or a paused server holds does not count.
void describe_in_flight(const LinkEnd& a, const LinkEnd& b, bool is_joined, const LinkState& state,
                        bool ignores_held, std::vector<std::string>& found);

/// Adds that a server knows of records that it does not have: they come, or it asks for them.
void describe_awaited(const std::string& name, std::size_t awaited, std::vector<std::string>& found);

}  // namespace herd::fault

#pragma once

#include <cstddef>
#include <cstdint>

#include "core/client_time.hpp"
#include "core/roster.hpp"

namespace herd::core {

/// What a server says of a record that it has and does not send: enough to tell whether one has it, or a
/// newer one, without having seen it. Units: `client` and `record` are hashes, as in digests.
struct Announced {
    std::uint64_t client = 0;
    std::uint64_t record = 0;
    ClientTime client_time;
    WallTime receipt{};
    ServerIndex origin = 0;
};

/// How many records are announced at once at most.
inline constexpr std::size_t announcement_limit = 512;

}  // namespace herd::core

#pragma once

#include <cstdint>
#include <limits>

namespace herd::core {

/// A client's number in its `ClientTable`. It is the client's for as long as any store knows the client, and
/// may be another one's after that. Numbers are dense: the least that are free are few.
using ClientId = std::uint32_t;

/// No client's number.
inline constexpr ClientId nobody = std::numeric_limits<ClientId>::max();

}  // namespace herd::core

#pragma once

#include <cstdint>

namespace herd::core {

/// A client's number in its `ClientTable`. It is the client's for as long as any store knows the client, and
/// may be another one's after that. Numbers are dense: the least that are free are few.
using ClientId = std::uint32_t;

}  // namespace herd::core

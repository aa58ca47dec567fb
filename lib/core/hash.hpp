#pragma once

#include <cstdint>
#include <string_view>

namespace herd::core {

/// A 64-bit hash that is the same in every process and build (XXH3), so that servers can compare digests.
std::uint64_t hash_bytes(std::string_view bytes);

/// The same, another function for each seed.
std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed);

}  // namespace herd::core

#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace herd::net {

/// What two servers prove to each other that they know; nothing: they prove nothing.
using LinkKey = std::optional<std::string>;

/// A key that nobody else can know: 32 random bytes.
/// Errors: throws std::runtime_error if the system has no randomness.
std::string make_key();

/// 16 random bytes as hexadecimal digits. Errors: as `make_key`.
std::string make_nonce();

/// HMAC-SHA-256 of the parts, as hexadecimal digits; `-` without a key.
/// Shape: no part holds a NUL byte.
std::string make_proof(const LinkKey& key, std::initializer_list<std::string_view> parts);

/// Compares two proofs in a time that does not depend on where they differ.
bool equal_proofs(std::string_view a, std::string_view b);

}  // namespace herd::net

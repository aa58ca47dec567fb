#pragma once

#include <optional>
#include <string_view>

namespace herd::config {

/// The line of the first dotted key of more than 16 parts, counted from 1.
///
/// The TOML parser bounds how deeply values nest, but not how many parts a key has: each becomes a table in a
/// table, and a hundred thousand of them overflow the stack when they are destroyed.
/// Shape:  `text` is TOML at least up to the end of that key.
std::optional<int> find_deep_key(std::string_view text);

}  // namespace herd::config

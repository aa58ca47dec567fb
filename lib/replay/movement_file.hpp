#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "replay/movement.hpp"

namespace herd::replay {

/// The largest file that is read. Units: bytes.
inline constexpr std::size_t longest_file = std::size_t{256} << 20;

/// Adds the movement in a file: a GPX file if it begins as XML does, else a table. Returns how many of its
/// points are left out because they have no time. Errors: what is wrong, with the file's name and a line.
Result<std::size_t, std::string> read_movement(const std::filesystem::path& file, Movement& movement);

}  // namespace herd::replay

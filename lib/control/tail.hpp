#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace herd::control {

/// The last whole lines of a file, the oldest first, at most `count` of them and as many as fit into 1 MiB.
/// Shape: none of a file that is not there, or is no regular one.
std::vector<std::string> read_last_lines(const std::filesystem::path& file, std::size_t count);

}  // namespace herd::control

#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace herd {

/// Writes a file whole or not at all: into a file beside it, which then takes its name.
/// Errors: what went wrong, with the file's name.
Result<void, std::string> write_whole(const std::filesystem::path& file, std::string_view text);

}  // namespace herd

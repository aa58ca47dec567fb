#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace herd::config {

/// Why a file could not be read.
struct ReadFailure {
    std::string why;  // "no such file", "a directory and not a file", "cannot be read: Permission denied"
    bool wrong_name = false;  // another name would mend it
};

/// The bytes of a file, or of anything else that can be read to an end.
/// Errors: whatever the system says, and a file of more than `limit` bytes, of which no more is read.
Result<std::string, ReadFailure> read_text_file(const std::filesystem::path& file, std::size_t limit);

}  // namespace herd::config

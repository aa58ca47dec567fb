#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace herd::http {

/// Checks that a file can be read and holds certificates, in PEM. Errors: in words.
Result<void, std::string> check_certificate_file(const std::filesystem::path& file);

}  // namespace herd::http

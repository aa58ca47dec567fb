#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "places/provider.hpp"

namespace herd::places {

/// Bytes that a file of places may have.
inline constexpr std::size_t places_file_limit = std::size_t{256} << 20;

/// `provider = "file"`: the places of a user's file, read once.
/// Errors: what is wrong with the file, as `FILE:LINE: why` or `FILE: why`; if there is more than
/// `tsv_faults_limit`, the last one says how
///         much more.
/// Source: docs/places.md
Result<std::shared_ptr<const Provider>, std::vector<std::string>> make_file_provider(
    const std::filesystem::path& file);

}  // namespace herd::places

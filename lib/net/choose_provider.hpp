#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "config/config.hpp"
#include "places/provider.hpp"

namespace herd::net {

/// The provider that a configuration names.
/// Errors: in words, a line each: what is wrong with its file, or that there is no such provider.
Result<std::shared_ptr<const places::Provider>, std::vector<std::string>> choose_provider(
    const config::PlacesOptions& options);

}  // namespace herd::net

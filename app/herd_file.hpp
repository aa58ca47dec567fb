#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "config/config.hpp"

namespace herd::app {

/// Says something to people, on standard error.
void say(const std::string& text);

/// Reads a herd.toml. Errors: nothing, and every fault of the file on standard error.
std::optional<config::Config> load_or_complain(const std::string& file);

/// A server of a herd.toml, by name. Errors: nothing, and on standard error that there is none, and which one
/// may be meant.
std::optional<std::size_t> find_or_complain(const config::Config& config, const std::string& file,
                                            const std::string& server);

}  // namespace herd::app

#pragma once

#include <memory>
#include <optional>
#include <string>

#include "config/config.hpp"
#include "control/service.hpp"
#include "net/herd.hpp"

namespace herd::app {

/// What the control API of a herd is made with.
/// Shape:  `file` is the herd's; it has `[control]`.
/// Errors: nothing, and a complaint, if the environment lacks the token.
std::optional<control::ServiceOptions> choose_control_or_complain(const std::string& file,
                                                                  const config::ControlOptions& options);

}  // namespace herd::app

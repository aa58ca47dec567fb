#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "control/metrics_process.hpp"
#include "control/snapshot.hpp"

namespace herd::control {

/// The type of the content that `format_metrics` writes.
inline constexpr std::string_view metrics_content_type = "text/plain; version=0.0.4; charset=utf-8";

/// What is measured of a herd, in Prometheus' text format.
/// Shape:  `process` is left out where nothing is known of it. How many samples there are depends on the
///         servers and links, and on nothing that clients do.
/// Source: docs/metrics.md
std::string format_metrics(const HerdSnapshot& snapshot, const About& about,
                           const std::optional<ProcessFacts>& process);

}  // namespace herd::control

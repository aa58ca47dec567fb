#pragma once

#include <string>
#include <vector>

#include "topology_json.hpp"
#include "trace/prediction.hpp"

namespace herd::app {

/// What was predicted beside what was measured, as one JSON object.
/// Shape:  `names` are the servers'.
/// Source: docs/topology.md, "For programs"
void write_predictions(JsonWriter& writer, const trace::Predictions& predictions,
                       const std::vector<std::string>& names);

}  // namespace herd::app

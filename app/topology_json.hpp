#pragma once

#include <string>
#include <vector>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "topology/facts.hpp"
#include "topology/graph.hpp"

namespace herd::app {

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

void write_string(JsonWriter& writer, const std::string& text);

/// Facts as one JSON object, all of them.
/// Shape:  `names` are the nodes'; a link is an array of its two servers; a number that may be known only
/// within
///         bounds is `{"least":2,"most":2}`.
/// Source: docs/topology.md, "For programs"
void write_facts(JsonWriter& writer, const topology::Facts& facts, const topology::Graph& graph,
                 const std::vector<std::string>& names);

}  // namespace herd::app

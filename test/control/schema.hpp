#pragma once

#include <string>
#include <vector>

#include <rapidjson/document.h>

namespace herd::test {

/// What a value has that a schema does not allow, each with its place: `/servers/0/state: ...`.
/// Shape:  references are within `document`. Of JSON Schema just what the description of the API uses is
///         understood.
/// Errors: throws std::runtime_error if a schema uses anything else, or refers to what is not there.
std::vector<std::string> check_schema(const rapidjson::Value& value, const rapidjson::Value& schema,
                                      const rapidjson::Document& document);

}  // namespace herd::test

#pragma once

#include <string_view>

#include "base/result.hpp"
#include "config/document.hpp"

namespace herd::control {

/// Reads JSON as what configurations are read from: an object is a table, and so read by
/// `config::TableReader` with all that it says of slips. Shape:  members that are null are left out; of a
/// number that is no integer of 64 bits, `string` has the
///         digits.
/// Units:  positions are lines and columns of the text.
/// Errors: the first thing that is no JSON or no UTF-8, a name that an object has twice, and what is nested
///         deeper or larger than any request.
Result<config::Value, config::SyntaxError> parse_json(std::string_view text);

}  // namespace herd::control

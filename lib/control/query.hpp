#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace herd::control {

/// One `name=value` of a query.
struct Parameter {
    std::string name;
    std::string value;
    friend bool operator==(const Parameter&, const Parameter&) = default;
};

using Query = std::vector<Parameter>;

/// Bytes out of their percent-encoded form. Errors: nothing, if a `%` is not followed by two hexadecimal
/// digits. Source: RFC 3986, section 2.1
std::optional<std::string> decode_percent(std::string_view text);

/// A query without its `?`; in it, `+` is a space, as forms write it.
/// Errors: in words, if it is wrongly encoded, names a parameter twice, or has more than 32.
Result<Query, std::string> parse_query(std::string_view text);

}  // namespace herd::control

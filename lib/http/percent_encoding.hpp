#pragma once

#include <string>
#include <string_view>

namespace herd::http {

/// Appends a text as it may stand for a value in a query or in a form: all but letters, digits, `-`, `.`, `_`
/// and `~` as `%3D`. Source: RFC 3986, sections 2.1 and 2.3
void append_percent_encoded(std::string_view text, std::string& out);

}  // namespace herd::http

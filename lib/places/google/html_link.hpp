#pragma once

#include <string>
#include <string_view>

namespace herd::places {

/// A credit as HTML: `<a href="URI">NAME</a>`, or the name alone where the URI is none of http or https that
/// may stand there; empty without a name. Shape:  both are escaped; a URI without a scheme, `//example.org/`,
/// becomes one of https.
std::string format_link(std::string_view name, std::string_view uri);

/// Whether this is a URI of http or https without white space, control characters or quotes.
bool is_web_uri(std::string_view uri);

}  // namespace herd::places

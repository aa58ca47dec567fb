#pragma once

#include <string>
#include <string_view>

namespace herd::test {

/// Whether two names of headers are the same.
bool is_same_name(std::string_view one, std::string_view other);

/// The value of a header in a head as it stands on the wire; empty if it is not there.
std::string find_header(std::string_view head, std::string_view name);

}  // namespace herd::test

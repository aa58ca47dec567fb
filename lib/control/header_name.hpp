#pragma once

#include <string_view>

namespace herd::control {

/// Whether two names of headers, schemes or hosts are one: the case of ASCII letters does not count.
bool is_same_name(std::string_view a, std::string_view b);

}  // namespace herd::control

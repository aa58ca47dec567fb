#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "support/herd_plan.hpp"

namespace herd::test {

/// The log of a server of a plan, line by line; empty if there is no file.
std::vector<std::string> read_log(const HerdPlan& plan, std::string_view server);

/// How many lines hold all of the parts.
std::size_t count_lines(const std::vector<std::string>& lines, std::initializer_list<std::string_view> parts);

}  // namespace herd::test

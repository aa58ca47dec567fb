#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "explore/order_search.hpp"
#include "explore/topology.hpp"

namespace herd::explore {

/// The law in words.
std::string_view format_law(Law law);

/// `A to Alford, B to Ball, cut: Alford-Welsh: B has the greater time`
std::string format_case(const Topology& topology, const Case& explored);

/// An order of steps as lines, one a step, and what is wrong after the last one.
std::vector<std::string> format_order(const Topology& topology, const Case& explored,
                                      const std::vector<Event>& order);

}  // namespace herd::explore

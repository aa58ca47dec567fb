#pragma once

#include <string>

namespace herd::explore {

/// How many orders there are. It cannot overflow: an order of two updates over six links is at most 26 steps
/// long, so there are at most 26! (4e26) in a case.
__extension__ typedef unsigned __int128 Orders;

/// The number in decimal.
std::string format_orders(Orders orders);

}  // namespace herd::explore

#include "explore/count.hpp"

#include <algorithm>

namespace herd::explore {

std::string format_orders(Orders orders) {
    std::string text;
    do {
        text.push_back(static_cast<char>('0' + static_cast<int>(orders % 10)));
        orders /= 10;
    } while (orders > 0);
    std::reverse(text.begin(), text.end());
    return text;
}

}  // namespace herd::explore

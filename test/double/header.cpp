#include "double/header.hpp"

#include <algorithm>
#include <strings.h>

namespace herd::test {

bool is_same_name(std::string_view one, std::string_view other) {
    return one.size() == other.size() && ::strncasecmp(one.data(), other.data(), one.size()) == 0;
}

std::string find_header(std::string_view head, std::string_view name) {
    while (!head.empty()) {
        const std::string_view line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(std::min(head.size(), line.size() + 2));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !is_same_name(line.substr(0, colon), name)) continue;
        const std::size_t begin = line.find_first_not_of(" \t", colon + 1);
        return begin == std::string_view::npos ? "" : std::string(line.substr(begin));
    }
    return {};
}

}  // namespace herd::test

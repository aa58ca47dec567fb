#include "control/request.hpp"

#include <algorithm>

#include "control/header_name.hpp"

namespace herd::control {

std::string_view Request::header(std::string_view name) const {
    const auto found = std::find_if(headers.begin(), headers.end(), [name](const http::Header& header) {
        return is_same_name(header.name, name);
    });
    return found == headers.end() ? std::string_view() : std::string_view(found->value);
}

std::size_t Request::count_headers(std::string_view name) const {
    const auto count = std::count_if(headers.begin(), headers.end(), [name](const http::Header& header) {
        return is_same_name(header.name, name);
    });
    return static_cast<std::size_t>(count);
}

}  // namespace herd::control

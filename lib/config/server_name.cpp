#include "config/server_name.hpp"

#include <cstddef>

#include "base/character.hpp"

namespace herd::config {
namespace {

constexpr std::size_t longest_name = 64;  // bytes

}  // namespace

std::string_view check_server_name(std::string_view name) {
    if (name.empty()) return "a server's name is not empty";
    if (name.size() > longest_name) return "a server's name has at most 64 bytes";
    if (has_control(name)) return "a server's name has no control characters";
    if (has_white_space(name)) return "a server's name has no white space";
    if (name.find_first_of("/\\") != std::string_view::npos) return "a server's name has no '/' or '\\'";
    if (name.starts_with('.')) return "a server's name does not start with '.'";
    return {};
}

}  // namespace herd::config

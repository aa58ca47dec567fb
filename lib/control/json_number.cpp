#include "control/json_number.hpp"

#include <array>
#include <charconv>

namespace herd::control {

std::string format_json_number(double number) {
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr};
}

}  // namespace herd::control

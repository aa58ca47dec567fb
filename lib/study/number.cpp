#include "study/number.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace herd::study {

std::string format_fixed(double value, int digits) {
    std::array<char, 400> text{};  // the greatest double has 309 digits
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, digits).ptr;
    return {text.data(), end};
}

std::string format_ms(nanoseconds time) {
    return format_fixed(static_cast<double>(time.count()) / 1e6, 2);
}

std::string format_short(double value) {
    double rest = value;
    const char* unit = "";
    if (std::fabs(value) >= 1e6) {
        rest = value / 1e6;
        unit = "M";
    } else if (std::fabs(value) >= 1e4) {
        rest = value / 1e3;
        unit = "k";
    }
    const int digits = std::fabs(rest) >= 100 ? 0 : std::fabs(rest) >= 0.1 ? 2 : 6;
    std::string text = format_fixed(rest, digits);
    if (text.find('.') != std::string::npos) {
        while (text.back() == '0') text.pop_back();
        if (text.back() == '.') text.pop_back();
    }
    return text + unit;
}

}  // namespace herd::study

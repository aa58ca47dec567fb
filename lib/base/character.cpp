#include "base/character.hpp"

#include <algorithm>
#include <array>

namespace herd {

std::size_t control_length(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    if (byte(i) < 0x20 || byte(i) == 0x7f) return 1;
    // U+0080 to U+009F, which some terminals take for commands.
    return byte(i) == 0xc2 && i + 1 < text.size() && byte(i + 1) < 0xa0 ? 2 : 0;
}

bool has_control(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (control_length(text, i) > 0) return true;
    }
    return false;
}

bool has_white_space(std::string_view text) {
    using namespace std::string_view_literals;
    constexpr std::array spaces{" "sv,      "\t"sv,     "\n"sv,     "\v"sv,     "\f"sv,     "\r"sv,
                                "\u00a0"sv, "\u1680"sv, "\u2000"sv, "\u2001"sv, "\u2002"sv, "\u2003"sv,
                                "\u2004"sv, "\u2005"sv, "\u2006"sv, "\u2007"sv, "\u2008"sv, "\u2009"sv,
                                "\u200a"sv, "\u2028"sv, "\u2029"sv, "\u202f"sv, "\u205f"sv, "\u3000"sv};
    return std::any_of(spaces.begin(), spaces.end(),
                       [&](std::string_view space) { return text.find(space) != std::string_view::npos; });
}

}  // namespace herd

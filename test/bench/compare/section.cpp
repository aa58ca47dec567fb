#include "section.hpp"

namespace herd::bench {

Result<std::string, std::string> replace_section(std::string_view document, std::string_view name,
                                                 std::string_view text) {
    const auto first = "<!-- begin " + std::string(name) + " -->\n";
    const auto last = "<!-- end " + std::string(name) + " -->";
    const auto begin = document.find(first);
    const auto end = begin == std::string_view::npos ? begin : document.find(last, begin);
    if (end == std::string_view::npos) return unexpected("no section between " + first + last);
    std::string replaced(document.substr(0, begin + first.size()));
    return replaced.append("\n").append(text).append("\n").append(document.substr(end));
}

}  // namespace herd::bench

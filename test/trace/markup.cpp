#include "markup.hpp"

#include <algorithm>
#include <vector>

#include "base/utf8.hpp"

namespace herd::test {
namespace {

std::string check_letters(std::string_view text) {
    while (!text.empty()) {
        const auto [size, is_valid] = read_utf8_sequence(text);
        const std::string_view letter = text.substr(0, size);
        const auto byte = static_cast<unsigned char>(text.front());
        if (!is_valid) return "no UTF-8";
        if (byte < 0x20 && byte != '\n') return "a control character";
        if (letter == "\xEF\xBF\xBE" || letter == "\xEF\xBF\xBF") return "a character that is none";
        text.remove_prefix(size);
    }
    return {};
}

std::string check_text(std::string_view text) {
    for (auto at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
        const auto rest = text.substr(at);
        const bool is_known = rest.starts_with("&amp;") || rest.starts_with("&lt;") ||
                              rest.starts_with("&gt;") || rest.starts_with("&quot;");
        if (!is_known) return "an unknown entity";
    }
    return {};
}

}  // namespace

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
        ++found;
    return found;
}

std::string check_xml(std::string_view text) {
    if (auto wrong = check_letters(text); !wrong.empty()) return wrong;
    std::vector<std::string_view> open;
    while (!text.empty()) {
        const auto begin = text.find('<');
        if (auto wrong = check_text(text.substr(0, begin)); !wrong.empty()) return wrong;
        if (begin == std::string_view::npos) break;
        const auto end = text.find('>', begin);
        if (end == std::string_view::npos) return "an element without end";
        const auto element = text.substr(begin + 1, end - begin - 1);
        text.remove_prefix(end + 1);
        if (element.find('<') != std::string_view::npos) return "< within an element";
        if (count(element, "\"") % 2 != 0) return "quotes without end";
        if (auto wrong = check_text(element); !wrong.empty()) return wrong;
        const auto name = element.substr(0, element.find_first_of(" /", element.starts_with("/") ? 1 : 0));
        if (element.starts_with("/")) {
            if (open.empty() || open.back() != name.substr(1)) return "closes " + std::string(name);
            open.pop_back();
        } else if (!element.ends_with("/")) {
            open.push_back(name);
        }
    }
    return open.empty() ? "" : "does not close " + std::string(open.back());
}

}  // namespace herd::test

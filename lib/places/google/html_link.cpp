#include "places/google/html_link.hpp"

#include <algorithm>

namespace herd::places {
namespace {

void append_html(std::string_view text, std::string& out) {
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
}

bool may_stand_in_uri(char c) {
    return static_cast<unsigned char>(c) > ' ' && c != '\x7F' && c != '"' && c != '<' && c != '>';
}

}  // namespace

bool is_web_uri(std::string_view uri) {
    return (uri.starts_with("https://") || uri.starts_with("http://")) &&
           std::all_of(uri.begin(), uri.end(), may_stand_in_uri);
}

std::string format_link(std::string_view name, std::string_view uri) {
    std::string html;
    if (name.empty()) return html;
    const std::string whole = std::string(uri.starts_with("//") ? "https:" : "").append(uri);
    if (!is_web_uri(whole)) {
        append_html(name, html);
        return html;
    }
    html = "<a href=\"";
    append_html(whole, html);
    html += "\">";
    append_html(name, html);
    html += "</a>";
    return html;
}

}  // namespace herd::places

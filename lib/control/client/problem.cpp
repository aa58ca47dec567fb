#include "control/client/problem.hpp"

#include <algorithm>
#include <cstddef>

#include "log/escape.hpp"
#include "places/json_value.hpp"

namespace herd::control {
namespace {

constexpr std::size_t longest_excerpt = 1000;
constexpr std::size_t most_errors = 10;

std::string make_printable(std::string_view text) {
    std::string printable;
    log::append_text_escaped(text.substr(0, longest_excerpt), printable);
    return printable;
}

std::string format_status(int status) {
    return "it answers with HTTP status " + std::to_string(status);
}

// Of a list of texts, or of objects with a detail each.
void append_errors(const places::JsonValue& errors, std::string& sentence) {
    const std::size_t count = std::min(errors.size(), most_errors);
    for (std::size_t i = 0; i < count; ++i) {
        const auto error = errors.at(i);
        const auto text = error.is_object() ? error["detail"].text() : error.text();
        if (!text.empty() && sentence.find(text) == std::string::npos)
            sentence.append("; ").append(make_printable(text));
    }
}

std::string format_document(int status, const places::JsonValue& root) {
    auto text = root["detail"].text();
    if (text.empty()) text = root["title"].text();
    std::string sentence = text.empty() ? format_status(status) : make_printable(text);
    append_errors(root["errors"], sentence);
    return sentence;
}

}  // namespace

std::string format_problem(int status, std::string_view content_type, std::string_view body) {
    if (content_type.find("json") != std::string_view::npos) {
        const auto document = places::JsonDocument::parse(body);
        if (document) return format_document(status, document->root());
    }
    const auto end = body.find_last_not_of(" \r\n\t");
    const bool is_text = content_type.starts_with("text/plain") && end != std::string_view::npos;
    return is_text ? make_printable(body.substr(0, end + 1)) : format_status(status);
}

}  // namespace herd::control

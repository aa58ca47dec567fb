#include "control/request_head.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

#include "base/decimal.hpp"
#include "control/header_name.hpp"

namespace herd::control {
namespace {

Problem refuse(int status, std::string why) {
    return {status, std::move(why), {}, {}};
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
}

bool is_token(std::string_view text) {
    const auto is_separator = [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f ||
               std::string_view("()<>@,;:\\\"/[]?={}").find(c) != std::string_view::npos;
    };
    return !text.empty() && std::none_of(text.begin(), text.end(), is_separator);
}

/// Takes the text up to the next CR LF.
std::string_view take_line(std::string_view& text) {
    const auto line = text.substr(0, text.find("\r\n"));
    text.remove_prefix(std::min(line.size() + 2, text.size()));
    return line;
}

std::string format_limit(std::size_t bytes) {
    return std::to_string(bytes) + " bytes";
}

}  // namespace

Result<RequestHead, Problem> parse_request_head(std::string_view text) {
    const auto request_line = take_line(text);
    if (request_line.size() > longest_request_line) {
        return unexpected(
            refuse(414, "the request line is longer than " + format_limit(longest_request_line)));
    }
    if (std::any_of(request_line.begin(), request_line.end(), is_control))
        return unexpected(refuse(400, "the request line has control characters"));

    RequestHead head;
    std::optional<std::size_t> length;
    std::size_t count = 0;
    for (auto line = take_line(text); !line.empty(); line = take_line(text)) {
        if (++count > most_headers)
            return unexpected(
                refuse(431, "there are more than " + std::to_string(most_headers) + " headers"));
        if (line.size() > longest_header)
            return unexpected(refuse(431, "a header is longer than " + format_limit(longest_header)));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || !is_token(line.substr(0, colon)) ||
            std::any_of(line.begin(), line.end(), is_control)) {
            return unexpected(refuse(400, "a header is none: it is a name, a colon and a value on one line"));
        }
        const auto name = line.substr(0, colon);
        if (is_same_name(name, "Transfer-Encoding")) {
            return unexpected(
                refuse(411, "a body needs a Content-Length; Transfer-Encoding is not understood here"));
        }
        if (!is_same_name(name, "Content-Length")) continue;
        const auto value =
            parse_integer(trim(line.substr(colon + 1)), std::numeric_limits<std::int64_t>::max());
        if (!value || length)
            return unexpected(refuse(400, "Content-Length has to be one number of bytes, and only once"));
        length = *value;
    }
    head.content_length = length.value_or(0);
    if (head.content_length > largest_body) {
        return unexpected(refuse(413, "a body has at most " + format_limit(largest_body) + ", this one has " +
                                          format_limit(head.content_length)));
    }
    return head;
}

}  // namespace herd::control

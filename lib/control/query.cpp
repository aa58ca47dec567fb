#include "control/query.hpp"

#include <algorithm>

#include "base/quote.hpp"

namespace herd::control {
namespace {

constexpr std::size_t most_parameters = 32;

std::optional<unsigned> parse_hex_digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    return std::nullopt;
}

std::optional<std::string> decode_form(std::string_view text) {
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    return decode_percent(spaced);
}

}  // namespace

std::optional<std::string> decode_percent(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        if (text.size() - i < 3) return std::nullopt;
        const auto high = parse_hex_digit(text[i + 1]);
        const auto low = parse_hex_digit(text[i + 2]);
        if (!high || !low) return std::nullopt;
        decoded += static_cast<char>(*high * 16 + *low);
        i += 2;
    }
    return decoded;
}

Result<Query, std::string> parse_query(std::string_view text) {
    Query query;
    while (!text.empty()) {
        const auto part = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
        if (part.empty()) continue;
        const auto equals = std::min(part.find('='), part.size());
        auto name = decode_form(part.substr(0, equals));
        auto value = decode_form(part.substr(std::min(equals + 1, part.size())));
        if (!name || !value)
            return unexpected(
                std::string("the query is wrongly encoded: a % is followed by two hexadecimal digits"));
        if (query.size() == most_parameters)
            return unexpected("the query has more than " + std::to_string(most_parameters) + " parameters");
        const bool is_there = std::any_of(query.begin(), query.end(),
                                          [&](const Parameter& other) { return other.name == *name; });
        if (is_there) return unexpected("the query has " + format_quoted(*name) + " twice");
        query.push_back({std::move(*name), std::move(*value)});
    }
    return query;
}

}  // namespace herd::control

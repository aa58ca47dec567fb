#include "config/document.hpp"

#include <algorithm>
#include <utility>

#include <toml++/toml.h>

#include "base/quote.hpp"
#include "config/key_depth.hpp"

namespace herd::config {
namespace {

// The deepest value that any key has: a name, in a group of a list, in a table of an array, in a step, in the
// array of steps, in the root. Whatever is deeper is a fault already without its contents.
constexpr int deepest = 8;

Position position_of(const toml::source_region& source) {
    return {static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
}

Kind kind_of(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::table:
            return Kind::table;
        case toml::node_type::array:
            return Kind::array;
        case toml::node_type::string:
            return Kind::string;
        case toml::node_type::integer:
            return Kind::integer;
        case toml::node_type::floating_point:
            return Kind::floating;
        case toml::node_type::boolean:
            return Kind::boolean;
        default:
            return Kind::date_or_time;
    }
}

Value convert(const toml::node& node, int depth) {
    Value value;
    value.kind = kind_of(node);
    value.position = position_of(node.source());
    if (depth == deepest) return value;
    if (const auto* table = node.as_table()) {
        for (const auto& [key, child] : *table) {
            value.entries.push_back(
                {std::string(key.str()), position_of(key.source()), convert(child, depth + 1)});
        }
        // The parser sorts by key.
        std::sort(value.entries.begin(), value.entries.end(),
                  [](const Entry& a, const Entry& b) { return a.position < b.position; });
    } else if (const auto* array = node.as_array()) {
        for (const auto& child : *array) value.elements.push_back(convert(child, depth + 1));
    } else if (const auto* string = node.as_string()) {
        value.string = string->get();
    } else if (const auto* integer = node.as_integer()) {
        value.integer = integer->get();
    } else if (const auto* boolean = node.as_boolean()) {
        value.boolean = boolean->get();
    }
    return value;
}

std::string describe(const toml::parse_error& error) {
    constexpr std::string_view prefix = "Error while parsing ";
    std::string_view what = error.description();
    const auto column = error.source().begin.column;
    if (!what.starts_with(prefix)) return "column " + std::to_string(column) + ": " + format_escaped(what);
    what.remove_prefix(prefix.size());
    return "column " + std::to_string(column) + ": in this " + format_escaped(what);
}

}  // namespace

Result<Value, SyntaxError> parse_document(std::string_view text) {
    if (const auto line = find_deep_key(text)) {
        return unexpected(
            SyntaxError{{*line, 0}, "a key of too many parts; no key of a herd has more than 3"});
    }
    try {
        return convert(toml::parse(text), 0);
    } catch (const toml::parse_error& error) {
        return unexpected(SyntaxError{position_of(error.source()), describe(error)});
    }
}

}  // namespace herd::config

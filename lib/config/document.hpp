#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace herd::config {

/// A place in a text.
/// Units: lines and columns counted from 1; 0 where there is none.
struct Position {
    int line = 0;
    int column = 0;
    friend auto operator<=>(const Position&, const Position&) = default;
};

enum class Kind { table, array, string, integer, floating, boolean, date_or_time };

struct Entry;

/// A TOML value and where it stands. Only the member that `kind` names is filled.
struct Value {
    Kind kind = Kind::table;
    Position position;
    std::vector<Entry> entries;   // of a table, in the order of the text; each key once
    std::vector<Value> elements;  // of an array
    std::string string;
    std::int64_t integer = 0;
    bool boolean = false;
};

struct Entry {
    std::string key;
    Position position;  // of the key
    Value value;
};

/// Why a text is no TOML.
struct SyntaxError {
    Position position;
    std::string why;
};

/// Reads TOML 1.0.
/// Shape:  values nested deeper than any key of a configuration have their kind and place, but no contents.
/// Errors: the first thing that is no TOML, or too deeply nested.
Result<Value, SyntaxError> parse_document(std::string_view text);

}  // namespace herd::config

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace herd::places {

struct Json;

/// How the elements of an array are laid out.
enum class ArrayStyle { lines, row };

struct JsonArray {
    std::vector<Json> elements;
    ArrayStyle style = ArrayStyle::lines;
};

/// Members in any order; the writer sorts them by key.
using JsonObject = std::vector<std::pair<std::string, Json>>;

/// A JSON document to be written: what an answer consists of, and nothing of how it looks.
struct Json {
    std::variant<std::string, double, JsonArray, JsonObject> value;
};

/// Appends a document in the layout of a Nearby Search response.
/// Shape:  3 spaces a level, `"key" : value`, keys sorted by bytes, numbers as `%.16g`, an array of style
/// `row` as
///         `[ "a", "b" ]`, an empty one as `[]`; `<`, `>`, `&` and control bytes escaped, other UTF-8 as it
///         is, and bytes that are no UTF-8 as U+FFFD. No newline at the end, and no two in a row.
/// Errors: a number that is not finite is `null`.
void write_json(const Json& document, std::string& out);

}  // namespace herd::places

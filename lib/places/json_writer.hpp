#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace herd::places {

/// Writes a JSON document piece by piece, in the layout of a Nearby Search response: what a document consists
/// of is its caller's affair, how it looks is settled here. Shape:  3 spaces a level, `"key" : value`, keys
/// sorted by bytes, numbers as `%.16g`, an array element a line, a row as
///         `[ "a", "b" ]`, empty ones as `[]` and `{}`; texts as `append_json_text` has them. No newline at
///         the end, and no two in a row.
class JsonWriter {
public:
    /// Appends to `out`, which outlives the writer.
    explicit JsonWriter(std::string& out) : out_(out) {}

    void begin_object() { begin(Kind::object); }
    void begin_array() { begin(Kind::array); }
    void begin_row() { begin(Kind::row); }  // an array of texts and numbers on one line
    void end();                             // of what was begun last

    /// The key of the value that follows. Keys come sorted, and outlive their object.
    void key(std::string_view key);

    void text(std::string_view text);

    /// A number; `null` if it is not finite.
    void number(double number);

private:
    enum class Kind { object, array, row };

    struct Level {
        Kind kind;
        bool empty = true;
        std::string_view last_key;
    };

    void begin(Kind kind);
    void start_value();
    void start_item();
    void start_line();

    std::string& out_;
    std::vector<Level> levels_;
};

}  // namespace herd::places

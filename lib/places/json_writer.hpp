#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace herd::places {

/// How a document looks: as Nearby Search responses have looked for years, or as they have come lately.
enum class Layout { classic, current };

/// Writes a JSON document piece by piece, in a layout of a Nearby Search response: what a document consists
/// of is its caller's affair, how it looks is settled here. Shape:  3 spaces a level, `"key" : value`, keys
/// sorted by bytes, numbers as `%.16g`, an element of an array
///         a line, empty ones as `[]` and `{}`; texts as `append_json_text` has them. No newline at the end,
///         and no two in a row.
///         Classic: an array of texts and numbers that fits into a line is a row, `[ "a", "b" ]`.
///         Current: the arrays and objects of an object begin on a line of their own.
class JsonWriter {
public:
    /// Appends to `out`, which outlives the writer.
    explicit JsonWriter(std::string& out, Layout layout = Layout::classic) : out_(out), layout_(layout) {}

    void begin_object() { begin(Kind::object); }
    void begin_array() { begin(Kind::array); }
    void end();  // of what was begun last

    /// The key of the value that follows. Keys come sorted, and outlive their object.
    void key(std::string_view key);

    void text(std::string_view text);

    /// A number; `null` if it is not finite.
    void number(double number);

    void boolean(bool value);

private:
    enum class Kind { object, array };

    struct Level {
        Kind kind;
        std::size_t start;                   // of its bytes
        bool is_simple = true;               // nothing in it that has an inside of its own
        std::vector<std::size_t> ends = {};  // of the elements of an array
        std::string_view last_key = {};
        bool is_empty = true;
    };

    void begin(Kind kind);
    void start_value();
    void start_item();
    void start_line();
    void end_value();
    bool fits_a_row(const Level& level) const;
    void fold(const Level& level);

    std::string& out_;
    Layout layout_;
    std::vector<Level> levels_;
};

}  // namespace herd::places

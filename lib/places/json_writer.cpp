#include "places/json_writer.hpp"

#include <utility>

#include "base/assert.hpp"
#include "places/json_text.hpp"

namespace herd::places {
namespace {

/// A row of the classic layout is shorter than this, whatever stands before it. Source: JsonCpp's styled
/// writer, whose layout it is.
constexpr std::size_t right_margin = 74;

constexpr std::size_t indentation(std::size_t levels) {
    return 3 * levels;
}

}  // namespace

void JsonWriter::begin(Kind kind) {
    start_value();
    Level level{kind, out_.size()};
    const bool has_key = !levels_.empty() && levels_.back().kind == Kind::object;
    if (layout_ == Layout::current && has_key) start_line();
    out_ += kind == Kind::object ? '{' : '[';
    levels_.push_back(std::move(level));
}

void JsonWriter::end() {
    HERD_ASSERT(!levels_.empty());
    const Level level = std::move(levels_.back());
    levels_.pop_back();
    const char bracket = level.kind == Kind::object ? '}' : ']';
    if (level.is_empty) {
        out_.resize(level.start);
        out_ += level.kind == Kind::object ? "{}" : "[]";
    } else {
        if (fits_a_row(level)) {
            fold(level);
        } else {
            start_line();
        }
        out_ += bracket;
        if (!levels_.empty()) levels_.back().is_simple = false;
    }
    end_value();
}

void JsonWriter::key(std::string_view key) {
    HERD_ASSERT(!levels_.empty() && levels_.back().kind == Kind::object);
    Level& level = levels_.back();
    HERD_ASSERT(level.is_empty || level.last_key < key);
    start_item();
    level.last_key = key;
    append_json_text(key, out_);
    out_ += " : ";
}

void JsonWriter::text(std::string_view text) {
    start_value();
    append_json_text(text, out_);
    end_value();
}

void JsonWriter::number(double number) {
    start_value();
    append_json_number(number, out_);
    end_value();
}

void JsonWriter::boolean(bool value) {
    start_value();
    out_ += value ? "true" : "false";
    end_value();
}

/// In an object the key has made the start already.
void JsonWriter::start_value() {
    if (!levels_.empty() && levels_.back().kind != Kind::object) start_item();
}

void JsonWriter::start_item() {
    Level& level = levels_.back();
    if (!level.is_empty) out_ += ',';
    level.is_empty = false;
    start_line();
}

void JsonWriter::start_line() {
    out_ += '\n';
    out_.append(indentation(levels_.size()), ' ');
}

void JsonWriter::end_value() {
    if (!levels_.empty() && levels_.back().kind == Kind::array) levels_.back().ends.push_back(out_.size());
}

/// Shape: `level` has just been left, and is not empty.
bool JsonWriter::fits_a_row(const Level& level) const {
    const std::size_t count = level.ends.size();
    if (layout_ != Layout::classic || level.kind != Kind::array || !level.is_simple) return false;
    if (3 * count >= right_margin) return false;
    const std::size_t line_breaks = count * (1 + indentation(levels_.size() + 1)) + (count - 1);
    const std::size_t texts = out_.size() - (level.start + 1) - line_breaks;
    return 4 + 2 * (count - 1) + texts < right_margin;
}

/// Makes a row of elements that stand on a line each.
void JsonWriter::fold(const Level& level) {
    const std::size_t line_break = 1 + indentation(levels_.size() + 1);
    std::string row;
    std::size_t element = level.start + 1;
    for (const std::size_t end : level.ends) {
        row += row.empty() ? " " : ", ";
        row.append(out_, element + line_break, end - element - line_break);
        element = end + 1;  // behind the comma
    }
    out_.replace(level.start + 1, std::string::npos, row += ' ');
}

}  // namespace herd::places

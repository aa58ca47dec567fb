#include "places/json_writer.hpp"

#include "base/assert.hpp"
#include "places/json_text.hpp"

namespace herd::places {

void JsonWriter::begin(Kind kind) {
    start_value();
    out_ += kind == Kind::object ? '{' : '[';
    levels_.push_back({kind, true, {}});
}

void JsonWriter::end() {
    HERD_ASSERT(!levels_.empty());
    const Level level = levels_.back();
    levels_.pop_back();
    if (level.kind == Kind::row) {
        if (!level.empty) out_ += ' ';
    } else if (!level.empty) {
        start_line();
    }
    out_ += level.kind == Kind::object ? '}' : ']';
}

void JsonWriter::key(std::string_view key) {
    HERD_ASSERT(!levels_.empty() && levels_.back().kind == Kind::object);
    Level& level = levels_.back();
    HERD_ASSERT(level.empty || level.last_key < key);
    start_item();
    level.last_key = key;
    append_json_text(key, out_);
    out_ += " : ";
}

void JsonWriter::text(std::string_view text) {
    start_value();
    append_json_text(text, out_);
}

void JsonWriter::number(double number) {
    start_value();
    append_json_number(number, out_);
}

/// In an object the key has made the start already.
void JsonWriter::start_value() {
    if (!levels_.empty() && levels_.back().kind != Kind::object) start_item();
}

void JsonWriter::start_item() {
    Level& level = levels_.back();
    if (!level.empty) out_ += ',';
    level.empty = false;
    if (level.kind == Kind::row) {
        out_ += ' ';
    } else {
        start_line();
    }
}

void JsonWriter::start_line() {
    out_ += '\n';
    out_.append(3 * levels_.size(), ' ');
}

}  // namespace herd::places

#include "trace/json_object.hpp"

#include "log/escape.hpp"

namespace herd::trace {

void append_json_string(std::string_view text, std::string& out) {
    out += '"';
    log::append_json_escaped(text, out);
    out += '"';
}

JsonObject::JsonObject(std::string& out) : out_(out) {
    out_ += '{';
}

void JsonObject::key(std::string_view name) {
    if (!is_empty_) out_ += ',';
    is_empty_ = false;
    append_json_string(name, out_);
    out_ += ':';
}

void JsonObject::text(std::string_view name, std::string_view value) {
    key(name);
    append_json_string(value, out_);
}

void JsonObject::bytes(std::string_view name, std::string_view value) {
    key(name);
    out_ += '"';
    const bool is_utf8 = log::append_json_escaped(value, out_);
    out_ += '"';
    if (is_utf8) return;
    key(std::string(name) + "_hex");
    out_ += '"';
    log::append_hex(value, out_);
    out_ += '"';
}

void JsonObject::number(std::string_view name, std::int64_t value) {
    json(name, std::to_string(value));
}

void JsonObject::count(std::string_view name, std::uint64_t value) {
    json(name, std::to_string(value));
}

void JsonObject::flag(std::string_view name, bool value) {
    json(name, value ? "true" : "false");
}

void JsonObject::json(std::string_view name, std::string_view value) {
    key(name);
    out_ += value;
}

void JsonObject::end() {
    out_ += '}';
}

}  // namespace herd::trace

#include "scenario/toml_text.hpp"

#include <algorithm>
#include <utility>

#include "log/escape.hpp"

namespace herd::scenario {
namespace {

bool is_bare(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::string format_key(std::string_view key) {
    if (!key.empty() && std::all_of(key.begin(), key.end(), is_bare)) return std::string(key);
    return format_toml(key);
}

template <class List>
std::string format_array(const List& list) {
    std::string text = "[";
    for (const auto& element : list) text += (text.size() > 1 ? ", " : "") + format_toml(element);
    return text + "]";
}

}  // namespace

std::string format_toml(std::string_view text) {
    // What JSON escapes, TOML escapes alike.
    std::string quoted = "\"";
    log::append_json_escaped(text, quoted);
    return quoted + "\"";
}

std::string format_toml(const std::vector<std::string>& texts) {
    return format_array(texts);
}

std::string format_toml(const std::vector<std::vector<std::string>>& lists) {
    return format_array(lists);
}

void TomlTable::add(std::string_view key, std::string value) {
    entries_.push_back(format_key(key) + " = " + std::move(value));
}

void TomlTable::add_text(std::string_view key, std::string_view text) {
    add(key, format_toml(text));
}

std::string TomlTable::format_inline() const {
    std::string text;
    for (const auto& entry : entries_) text += (text.empty() ? "{ " : ", ") + entry;
    return text.empty() ? "{}" : text + " }";
}

std::string TomlTable::format_lines() const {
    std::string text;
    for (const auto& entry : entries_) text += entry + "\n";
    return text;
}

}  // namespace herd::scenario

#include "config/table_reader.hpp"

#include <algorithm>
#include <utility>

#include "base/character.hpp"
#include "base/quote.hpp"
#include "base/suggestion.hpp"

namespace herd::config {
namespace {

bool is_environment_name(std::string_view text) {
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return !text.empty() && text.size() <= 255 && !is_digit(text.front()) &&
           std::all_of(text.begin(), text.end(), [&](char c) { return is_letter(c) || is_digit(c); });
}

}  // namespace

std::string_view format_kind(Kind kind) {
    switch (kind) {
        case Kind::table:
            return "a table";
        case Kind::array:
            return "an array";
        case Kind::string:
            return "a string";
        case Kind::integer:
            return "an integer";
        case Kind::floating:
            return "a floating-point number";
        case Kind::boolean:
            return "a boolean";
        case Kind::date_or_time:
            break;
    }
    return "a date or time";
}

std::string format_found(const Value& value) {
    if (value.kind == Kind::integer) return "the integer " + std::to_string(value.integer);
    if (value.kind == Kind::string) return "the string " + format_quoted(value.string);
    return std::string(format_kind(value.kind));
}

TableReader::TableReader(const Entry& table, std::string path, FaultList& faults)
    : table_(table.value), position_(table.position), path_(std::move(path)), faults_(faults) {}

TableReader::TableReader(const Value& root, FaultList& faults) : table_(root), faults_(faults) {}

TableReader::TableReader(const Value& element, std::string path, FaultList& faults)
    : table_(element), position_(element.position), path_(std::move(path)), faults_(faults) {}

std::string TableReader::path_of(std::string_view key) const {
    return path_.empty() ? format_key_part(key) : path_ + "." + format_key_part(key);
}

Position TableReader::position_of(std::string_view key) const {
    const auto* entry = entry_of(key);
    return entry ? entry->position : position_;
}

const Entry* TableReader::entry_of(std::string_view key) const {
    const auto entry = std::find_if(table_.entries.begin(), table_.entries.end(),
                                    [&](const Entry& candidate) { return candidate.key == key; });
    return entry == table_.entries.end() ? nullptr : &*entry;
}

const Entry* TableReader::ask(std::string_view key) {
    known_.push_back(key);
    return entry_of(key);
}

bool TableReader::is_known(std::string_view key) const {
    return std::find(known_.begin(), known_.end(), key) != known_.end();
}

void TableReader::fault(std::string_view key, std::string why) {
    faults_.add(position_of(key), path_of(key), std::move(why));
}

void TableReader::expected(const Entry& entry, std::string_view what) {
    fault(entry.key, "expected " + std::string(what) + ", found " + format_found(entry.value));
}

const std::string* TableReader::ask_string(std::string_view key, std::string_view what) {
    const auto* entry = ask(key);
    if (!entry) return nullptr;
    if (entry->value.kind == Kind::string) return &entry->value.string;
    fault(key, "expected " + std::string(what) + " as a string, found " +
                   std::string(format_kind(entry->value.kind)));
    return nullptr;
}

std::optional<std::int64_t> TableReader::take_integer(std::string_view key, Range range) {
    const auto* entry = ask(key);
    if (!entry) return std::nullopt;
    const bool good = entry->value.kind == Kind::integer && entry->value.integer >= range.least &&
                      entry->value.integer <= range.most;
    if (good) return entry->value.integer;
    expected(*entry, "an integer from " + std::to_string(range.least) + " to " + std::to_string(range.most));
    return std::nullopt;
}

std::optional<std::optional<std::int64_t>> TableReader::take_integer_or_off(std::string_view key,
                                                                            Range range) {
    const auto* entry = ask(key);
    if (!entry) return std::nullopt;
    const Value& value = entry->value;
    if (value.kind == Kind::string && value.string == "off") return std::optional<std::int64_t>();
    if (value.kind == Kind::integer && value.integer >= range.least && value.integer <= range.most)
        return std::optional(value.integer);
    expected(*entry, "an integer from " + std::to_string(range.least) + " to " + std::to_string(range.most) +
                         ", or \"off\"");
    return std::nullopt;
}

bool TableReader::read_boolean(std::string_view key, bool& option) {
    const auto* entry = ask(key);
    if (!entry) return false;
    if (entry->value.kind != Kind::boolean) {
        expected(*entry, "true or false");
        return false;
    }
    option = entry->value.boolean;
    return true;
}

bool TableReader::read_text(std::string_view key, std::string_view what, std::string& option) {
    const auto* text = ask_string(key, what);
    if (!text || !check_text(key, position_of(key), *text, what)) return false;
    option = *text;
    return true;
}

bool TableReader::check_text(std::string_view key, Position position, const std::string& text,
                             std::string_view what) {
    const bool is_bad = text.empty() || has_control(text);
    if (is_bad) {
        const std::string why = text.empty() ? "is empty" : "has a control character";
        faults_.add(position, path_of(key), why + "; expected " + std::string(what));
    }
    return !is_bad;
}

bool TableReader::read_word(std::string_view key, std::string_view what, std::string& option) {
    std::string text;
    if (!read_text(key, what, text)) return false;
    if (has_white_space(text)) {
        fault(key, "has white space; expected " + std::string(what));
        return false;
    }
    option = std::move(text);
    return true;
}

bool TableReader::read_environment_name(std::string_view key, std::string& option) {
    constexpr std::string_view what = "the name of an environment variable";
    const auto* text = ask_string(key, what);
    if (!text) return false;
    if (is_environment_name(*text)) {
        option = *text;
        return true;
    }
    // What stands there may be the secret itself: it is not repeated.
    fault(key, "expected " + std::string(what) +
                   ", of letters, digits and '_'; the value itself stands in the variable");
    return false;
}

bool TableReader::read_path(std::string_view key, const std::filesystem::path& base,
                            std::filesystem::path& option) {
    std::string text;
    if (!read_text(key, "a path", text)) return false;
    option = (base / text).lexically_normal();
    return true;
}

std::optional<std::size_t> TableReader::take_choice(std::string_view key,
                                                    const std::vector<std::string_view>& words) {
    const auto* entry = ask(key);
    if (!entry) return std::nullopt;
    std::string one_of = "one of";
    for (const auto word : words)
        one_of += (word == words.front() ? " \"" : ", \"") + std::string(word) + "\"";
    if (entry->value.kind != Kind::string) {
        expected(*entry, one_of);
        return std::nullopt;
    }
    const std::string& text = entry->value.string;
    const auto word = std::find(words.begin(), words.end(), text);
    if (word != words.end()) return static_cast<std::size_t>(word - words.begin());
    faults_.add_unknown(position_of(key), path_of(key),
                        "expected " + one_of + ", found " + format_quoted(text), text, words);
    return std::nullopt;
}

void TableReader::refuse(std::string_view key, std::string why) {
    if (!entry_of(key)) return;
    fault(key, "unknown key " + format_quoted(key) + "; " + why);
    refused_.push_back(key);
}

void TableReader::require(std::string_view key, std::string_view what) {
    if (entry_of(key)) return;
    for (const auto& entry : table_.entries) {
        if (!is_known(entry.key) && find_near_word(entry.key, known_) == key) return;
    }
    faults_.add(position_, path_of(key), "is missing; expected " + std::string(what));
}

void TableReader::finish() {
    for (const auto& entry : table_.entries) {
        const bool refused = std::find(refused_.begin(), refused_.end(), entry.key) != refused_.end();
        if (refused || is_known(entry.key)) continue;
        const char* what = entry.value.kind == Kind::table ? "unknown table " : "unknown key ";
        faults_.add_unknown(entry.position, path_of(entry.key), what + format_quoted(entry.key), entry.key,
                            known_);
    }
}

}  // namespace herd::config

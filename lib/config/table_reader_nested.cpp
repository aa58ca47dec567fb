#include <algorithm>
#include <string>
#include <utility>

#include "base/quote.hpp"
#include "base/suggestion.hpp"
#include "config/table_reader.hpp"

namespace herd::config {

bool TableReader::take_list(std::string_view key, const Value& value, std::string_view what,
                            std::string_view each, std::vector<ListItem>& items) {
    if (value.kind != Kind::array) {
        faults_.add(value.position, path_of(key),
                    "expected " + std::string(what) + ", found " + format_found(value));
        return false;
    }
    bool is_good = true;
    for (const auto& element : value.elements) {
        if (element.kind == Kind::string) {
            is_good = check_text(key, element.position, element.string, each) && is_good;
            items.push_back({element.string, element.position});
            continue;
        }
        is_good = false;
        faults_.add(element.position, path_of(key),
                    "expected " + std::string(each) + " as a string, found " +
                        std::string(format_kind(element.kind)));
    }
    return is_good;
}

bool TableReader::read_list(std::string_view key, std::string_view what, std::string_view each,
                            std::vector<ListItem>& option) {
    const auto* entry = ask(key);
    std::vector<ListItem> items;
    if (!entry || !take_list(key, entry->value, what, each, items)) return false;
    option = std::move(items);
    return true;
}

bool TableReader::read_lists(std::string_view key, std::string_view what, std::string_view each,
                             std::vector<std::vector<ListItem>>& option) {
    const auto* entry = ask(key);
    if (!entry) return false;
    if (entry->value.kind != Kind::array) {
        expected(*entry, what);
        return false;
    }
    std::vector<std::vector<ListItem>> lists;
    bool is_good = true;
    for (const auto& element : entry->value.elements) {
        is_good = take_list(key, element, what, each, lists.emplace_back()) && is_good;
    }
    if (is_good) option = std::move(lists);
    return is_good;
}

bool TableReader::read_lines(std::string_view key, std::string_view what, std::vector<ListItem>& option) {
    const auto* entry = ask(key);
    if (!entry) return false;
    const Value& value = entry->value;
    const bool is_list = value.kind == Kind::array &&
                         std::all_of(value.elements.begin(), value.elements.end(),
                                     [](const Value& element) { return element.kind == Kind::string; });
    if (!is_list && value.kind != Kind::string) {
        fault(key, "expected " + std::string(what) + " as a string or an array of strings, found " +
                       (value.kind == Kind::array ? "an array of other things" : format_found(value)));
        return false;
    }
    option.clear();
    if (!is_list) option.push_back({value.string, value.position});
    for (const auto& element : value.elements) option.push_back({element.string, element.position});
    return true;
}

const Entry* TableReader::find_table(std::string_view key, std::string_view what) {
    const auto* entry = ask(key);
    if (!entry || entry->value.kind == Kind::table) return entry;
    expected(*entry, what);
    return nullptr;
}

std::optional<TableReader> TableReader::open_table(std::string_view key, std::string_view what) {
    const auto* entry = find_table(key, what);
    if (!entry) return std::nullopt;
    return TableReader(*entry, path_of(key), faults_);
}

std::vector<TableReader> TableReader::open_tables(std::string_view key) {
    std::vector<TableReader> readers;
    const auto* entry = ask(key);
    if (!entry) return readers;
    const std::string form = "[[" + format_key_part(key) + "]]";
    if (entry->value.kind != Kind::array) {
        expected(*entry, "an array of tables, each headed by " + form);
        return readers;
    }
    for (const auto& element : entry->value.elements) {
        if (element.kind == Kind::table) {
            readers.emplace_back(element, path_of(key), faults_);
        } else {
            faults_.add(element.position, path_of(key),
                        "expected a table headed by " + form + ", found " + format_found(element));
        }
    }
    return readers;
}

std::optional<std::string_view> TableReader::find_verb(const std::vector<std::string_view>& verbs,
                                                       std::string_view noun, std::string_view example) {
    bool has_slip = false;
    std::optional<std::string_view> verb;
    for (const auto& entry : table_.entries) {
        const auto found = std::find(verbs.begin(), verbs.end(), entry.key);
        if (found == verbs.end()) {
            has_slip |= !is_known(entry.key) && !find_near_word(entry.key, verbs).empty();
        } else if (!verb) {
            verb = *found;
        } else {
            fault(entry.key, "a second " + std::string(noun) + " beside " + format_quoted(*verb) +
                                 "; each has a [[" + std::string(noun) + "]] of its own");
        }
    }
    known_.insert(known_.end(), verbs.begin(), verbs.end());
    // The slip is told as an unknown key.
    if (!verb && !has_slip) {
        faults_.add(
            position_, path_,
            "says nothing to do; expected a " + std::string(noun) + " such as " + std::string(example));
    }
    return verb;
}

bool TableReader::has(std::string_view key, Kind kind) const {
    const auto* entry = entry_of(key);
    return entry && entry->value.kind == kind;
}

}  // namespace herd::config

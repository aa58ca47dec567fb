#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "config/document.hpp"
#include "config/fault_list.hpp"

namespace herd::config {

/// "a string", "an integer", ...: how a message names what was found.
std::string_view format_kind(Kind kind);

/// The same, with the value of an integer or a string.
std::string format_found(const Value& value);

/// A range of integers, both ends in it.
struct Range {
    std::int64_t least;
    std::int64_t most;
};

/// A range of durations, both ends in it.
struct DurationRange {
    nanoseconds least;
    nanoseconds most;
};

/// A string of an array, and where it stands.
struct ListItem {
    std::string text;
    Position position;
};

/// Takes the options out of one table of a document. Each read names a key, leaves the option as it is when
/// the table lacks the key or has a faulty value, and is true when it has set the option. `finish` then
/// reports the keys that nothing has asked for.
class TableReader {
public:
    /// Shape: `path` is the dotted key of the table, as faults show it; empty for the root.
    TableReader(const Entry& table, std::string path, FaultList& faults);
    TableReader(const Value& root, FaultList& faults);
    /// One table of an array of tables.
    TableReader(const Value& element, std::string path, FaultList& faults);

    template <class Integer>
    bool read_integer(std::string_view key, Range range, Integer& option) {
        const auto value = take_integer(key, range);
        if (value) option = static_cast<Integer>(*value);
        return value.has_value();
    }

    /// The same, or "off" for nothing.
    template <class Integer>
    bool read_integer_or_off(std::string_view key, Range range, std::optional<Integer>& option) {
        const auto value = take_integer_or_off(key, range);
        if (value) option = *value ? std::optional<Integer>(static_cast<Integer>(**value)) : std::nullopt;
        return value.has_value();
    }

    /// An integer of bytes, or a string such as "64KiB".
    /// Shape: `range` is within what a `std::size_t` holds.
    bool read_size(std::string_view key, Range range, std::size_t& option);

    /// The same, or "off" for 0.
    bool read_size_or_off(std::string_view key, Range range, std::size_t& option);

    /// More than nothing and at most `most`.
    bool read_duration(std::string_view key, nanoseconds most, nanoseconds& option);

    bool read_duration(std::string_view key, DurationRange range, nanoseconds& option);

    /// A duration with a sign or without, from `-most` to `most`.
    bool read_offset(std::string_view key, nanoseconds most, nanoseconds& option);

    /// Millionths such as "200ppm", from `-most` to `most`.
    bool read_ppm(std::string_view key, double most, double& option);

    bool read_boolean(std::string_view key, bool& option);

    /// More than nothing and at most `most`, or "off".
    bool read_duration_or_off(std::string_view key, nanoseconds most, std::optional<nanoseconds>& option);

    /// A string that is not empty and has no control characters. `what` names what it is.
    bool read_text(std::string_view key, std::string_view what, std::string& option);

    /// The same, without white space.
    bool read_word(std::string_view key, std::string_view what, std::string& option);

    /// The name of an environment variable. A fault does not repeat the text.
    bool read_environment_name(std::string_view key, std::string& option);

    /// A path, taken from the directory `base` if it is relative.
    bool read_path(std::string_view key, const std::filesystem::path& base, std::filesystem::path& option);

    /// One of the words of `choices`, an array of {word, value}.
    template <class Choices, class Option>
    bool read_choice(std::string_view key, const Choices& choices, Option& option) {
        std::vector<std::string_view> words;
        for (const auto& choice : choices) words.push_back(choice.word);
        const auto index = take_choice(key, words);
        if (index) option = choices[*index].value;
        return index.has_value();
    }

    /// An array of strings as `read_text` takes them; it may be empty. `what` names the array, `each` one of
    /// its strings.
    bool read_list(std::string_view key, std::string_view what, std::string_view each,
                   std::vector<ListItem>& option);

    /// An array of such arrays.
    bool read_lists(std::string_view key, std::string_view what, std::string_view each,
                    std::vector<std::vector<ListItem>>& option);

    /// A string or an array of strings, whatever is in them.
    bool read_lines(std::string_view key, std::string_view what, std::vector<ListItem>& option);

    /// The table under a key; nothing, if there is none or the value is no table. `what` is a table that
    /// would do.
    const Entry* find_table(std::string_view key, std::string_view what = "a table");

    /// A reader of the table under a key. Shape: as `find_table`.
    std::optional<TableReader> open_table(std::string_view key, std::string_view what = "a table");

    /// Readers of the tables of an array of tables, `[[key]]` or `key = [{...}]`, in their order.
    std::vector<TableReader> open_tables(std::string_view key);

    /// Which one of these keys the table has, where it is to have just one: a `noun` such as "step", of which
    /// each stands in a `[[noun]]` of its own. Reports a second one, and that there is none, unless an
    /// unknown key looks like a slip of one. Shape: the texts of `verbs` outlive the reader.
    std::optional<std::string_view> find_verb(const std::vector<std::string_view>& verbs,
                                              std::string_view noun, std::string_view example);

    bool has(std::string_view key) const { return entry_of(key) != nullptr; }
    /// Whether the table has the key, with a value of that kind.
    bool has(std::string_view key, Kind kind) const;

    /// Reports a fault of a key: where it stands, or at the table when it lacks the key.
    void fault(std::string_view key, std::string why);

    /// Says why there is no such key, for one that people are likely to try.
    void refuse(std::string_view key, std::string why);

    /// Reports a missing key, unless an unknown one looks like a slip of it. After all other reads.
    void require(std::string_view key, std::string_view what);

    /// Reports what nothing has asked for, with suggestions. After all other reads.
    void finish();

    std::string path_of(std::string_view key) const;
    Position position_of(std::string_view key) const;
    /// Of the table.
    Position position() const { return position_; }

private:
    const Entry* entry_of(std::string_view key) const;
    const Entry* ask(std::string_view key);
    bool is_known(std::string_view key) const;
    void expected(const Entry& entry, std::string_view what);
    const std::string* ask_string(std::string_view key, std::string_view what);
    std::optional<std::int64_t> take_integer(std::string_view key, Range range);
    std::optional<std::optional<std::int64_t>> take_integer_or_off(std::string_view key, Range range);
    bool take_size(const Entry& entry, Range range, std::string_view more_forms, std::size_t& option);
    std::optional<nanoseconds> take_duration(const Entry& entry, nanoseconds most,
                                             std::string_view more_forms);
    std::optional<std::size_t> take_choice(std::string_view key, const std::vector<std::string_view>& words);
    bool check_text(std::string_view key, Position position, const std::string& text, std::string_view what);
    bool take_list(std::string_view key, const Value& value, std::string_view what, std::string_view each,
                   std::vector<ListItem>& items);

    const Value& table_;
    Position position_;
    std::string path_;
    FaultList& faults_;
    std::vector<std::string_view> known_;    // asked for
    std::vector<std::string_view> refused_;  // unknown, and reported
};

}  // namespace herd::config

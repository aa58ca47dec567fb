#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace herd::scenario {

// Values as TOML writes them, each on one line.

/// A string between double quotes. Shape: `text` is UTF-8, which is all that TOML can hold.
std::string format_toml(std::string_view text);
/// An array of strings.
std::string format_toml(const std::vector<std::string>& texts);
/// An array of such arrays.
std::string format_toml(const std::vector<std::vector<std::string>>& lists);

/// A table: keys and their values, in the order in which they were added.
class TomlTable {
public:
    /// Shape: `value` as TOML writes it.
    void add(std::string_view key, std::string value);
    /// The same of a text, which is quoted.
    void add_text(std::string_view key, std::string_view text);

    bool is_empty() const { return entries_.empty(); }

    /// `{ a = 1, b = "x" }`, or `{}`.
    std::string format_inline() const;
    /// A line a key, each with its LF.
    std::string format_lines() const;

private:
    std::vector<std::string> entries_;
};

}  // namespace herd::scenario

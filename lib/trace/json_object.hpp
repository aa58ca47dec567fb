#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace herd::trace {

/// Appends a JSON string, quotes and all; bytes that are no UTF-8 are U+FFFD.
void append_json_string(std::string_view text, std::string& out);

/// Appends a JSON array. Shape: `append` appends the JSON of one item.
template <class Items, class Append>
void append_json_list(const Items& items, std::string& out, Append append) {
    out += '[';
    bool is_first = true;
    for (const auto& item : items) {
        if (!is_first) out += ',';
        is_first = false;
        append(item);
    }
    out += ']';
}

/// Appends a JSON object, member by member, on one line.
class JsonObject {
public:
    /// Shape: `out` outlives it.
    explicit JsonObject(std::string& out);

    void text(std::string_view name, std::string_view value);
    /// A text of any bytes: if it is no UTF-8, they are in a member `NAME_hex` besides.
    void bytes(std::string_view name, std::string_view value);
    void number(std::string_view name, std::int64_t value);
    void count(std::string_view name, std::uint64_t value);
    void flag(std::string_view name, bool value);
    /// A member whose value is JSON already.
    void json(std::string_view name, std::string_view value);

    /// The key of a value that the caller appends next.
    void key(std::string_view name);
    void end();

private:
    std::string& out_;
    bool is_empty_ = true;
};

}  // namespace herd::trace

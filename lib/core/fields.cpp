#include "core/fields.hpp"

#include <cstdint>

#include "base/eight_bytes.hpp"

namespace herd::core {
namespace {

/// Finds those of the next eight bytes that are blanks; right up to the first of them.
std::uint64_t find_blanks(const char* at) {
    const std::uint64_t bytes = read_eight_bytes(at);
    // Subtracting 33 borrows from a byte's top bit exactly if it is less.
    return (bytes - in_each_byte(' ' + 1)) & ~bytes & top_bits;
}

}  // namespace

const char* find_blank(const char* at, const char* end) {
    const char* const start = at;
    for (; end - at >= 8; at += 8) {
        if (const std::uint64_t found = find_blanks(at)) return at + first_of_eight(found);
    }
    if (end - start >= 8) {
        // The last eight: those before `at` are no blanks, as has been seen.
        at = end - 8;
        const std::uint64_t found = find_blanks(at);
        return at + first_of_eight(found);
    }
    while (at != end && static_cast<unsigned char>(*at) > ' ') ++at;
    return at;
}

std::string_view take_field(std::string_view& line) {
    const char* at = line.data();
    const char* const end = at + line.size();
    while (at != end && is_white_space(*at)) ++at;
    const char* const start = at;
    // Some control characters are no white space.
    for (at = find_blank(at, end); at != end && !is_white_space(*at);) at = find_blank(at + 1, end);
    line = {at, static_cast<std::size_t>(end - at)};
    return {start, static_cast<std::size_t>(at - start)};
}

std::string_view first_field(std::string_view line) {
    return take_field(line);
}

Fields split_fields(std::string_view line) {
    Fields fields;
    while (fields.count < Fields::limit) {
        const std::string_view field = take_field(line);
        if (field.empty()) break;
        fields.field[fields.count++] = field;
    }
    return fields;
}

}  // namespace herd::core

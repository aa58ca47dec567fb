#include "core/fields.hpp"

namespace herd::core {
namespace {

/// Takes the next field of a line, and the white space before it; empty at the line's end.
std::string_view take_field(std::string_view& line) {
    const char* at = line.data();
    const char* const end = at + line.size();
    while (at != end && is_white_space(*at)) ++at;
    const char* const start = at;
    while (at != end && !is_white_space(*at)) ++at;
    line = {at, static_cast<std::size_t>(end - at)};
    return {start, static_cast<std::size_t>(at - start)};
}

}  // namespace

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

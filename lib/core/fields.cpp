#include "core/fields.hpp"

namespace herd::core {

namespace {

/// Takes the next field of a line, and the white space before it; empty at the line's end.
std::string_view take_field(std::string_view& line) {
    std::size_t start = 0;
    while (start < line.size() && is_white_space(line[start])) ++start;
    std::size_t end = start;
    while (end < line.size() && !is_white_space(line[end])) ++end;
    const std::string_view field = line.substr(start, end - start);
    line.remove_prefix(end);
    return field;
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

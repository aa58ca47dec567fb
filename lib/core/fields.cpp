#include "core/fields.hpp"

namespace herd::core {

Fields split_fields(std::string_view line) {
    Fields fields;
    std::size_t at = 0;
    while (fields.count < Fields::limit) {
        while (at < line.size() && is_white_space(line[at])) ++at;
        if (at == line.size()) break;
        const std::size_t start = at;
        while (at < line.size() && !is_white_space(line[at])) ++at;
        fields.field[fields.count++] = line.substr(start, at - start);
    }
    return fields;
}

}  // namespace herd::core

#include "checker/model_command.hpp"

#include <algorithm>
#include <cstdint>

#include "base/decimal.hpp"
#include "checker/model_location.hpp"

namespace herd::checker {
namespace {

constexpr std::string_view white_space = " \t\r\f\v";

Meaning parse_question(const std::vector<std::string_view>& fields, bool is_nearby) {
    const auto radius = parse_decimal(fields[2]);
    const auto bound = parse_integer(fields[3], is_nearby ? 1000 : 20);
    if (!radius || radius->compare(50) > 0 || !bound) return Nonsense{};
    return Question{fields[1], *parse_double(fields[2]), static_cast<std::size_t>(*bound), is_nearby};
}

}  // namespace

std::vector<std::string_view> split_line(std::string_view line) {
    std::vector<std::string_view> fields;
    for (std::size_t at = 0; (at = line.find_first_not_of(white_space, at)) != std::string_view::npos;) {
        const std::size_t end = std::min(line.find_first_of(white_space, at), line.size());
        fields.push_back(line.substr(at, end - at));
        at = end;
    }
    return fields;
}

Meaning parse_line(std::string_view line) {
    const auto fields = split_line(line);
    if (fields.size() != 4) return Nonsense{};
    if (fields[0] == "WHATSAT") return parse_question(fields, false);
    if (fields[0] == "NEARBY") return parse_question(fields, true);
    const auto time = parse_exact_time(fields[3]);
    if (fields[0] != "IAMAT" || !parse_place(fields[2]) || !time) return Nonsense{};
    return Update{fields[1], fields[2], fields[3], *time};
}

}  // namespace herd::checker

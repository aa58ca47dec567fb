#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace herd::scenario {

/// Whether a line has the fields of a pattern, in which `*` is any one field.
/// Shape: fields are split as the protocol does, so the white space between them does not matter.
bool matches_line(std::string_view pattern, std::string_view line);

/// The lines of an answer; empty ones are left out.
std::vector<std::string> split_lines(std::string_view answer);

/// Where lines are not as expected.
struct Difference {
    std::string why;   // "line 2 of 3 differs in field 1", "no more lines were expected"
    std::string mark;  // expected and seen, one below the other, with the first difference marked; or empty
};

/// Compares lines with the patterns that were expected of them; nothing: they are as expected.
/// Shape: a last pattern `...` stands for any number of lines; empty patterns are left out.
std::optional<Difference> compare_lines(const std::vector<std::string>& expected,
                                        const std::vector<std::string>& seen);

}  // namespace herd::scenario

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace herd {

/// The cells of a line of text.
using Row = std::vector<std::string>;

/// Rows as lines, indented by two, their cells under one another.
/// Shape: cells are UTF-8 without line ends, of characters that take one column each.
std::string format_columns(const std::vector<Row>& rows);

/// `1 message`, `2 messages`.
std::string format_count(std::size_t count, std::string_view noun);

/// `A, B, C`, or `A, B and 7 more` if there are more than `limit`.
std::string format_list(const std::vector<std::string>& words, std::size_t limit);

}  // namespace herd

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace herd::trace {

/// How many columns of a terminal UTF-8 text of single-width characters takes.
std::size_t text_width(std::string_view text);

/// Rows whose cells stand under one another, two spaces apart.
class TextTable {
public:
    /// Shape: columns whose letter in `columns` is `r` are aligned right, those with `l` left; a row may have
    /// fewer cells.
    explicit TextTable(std::string_view columns) : columns_(columns), widths_(columns.size()) {}

    void add(std::vector<std::string> row);
    /// A line each, without blanks at its end.
    std::string format() const;

private:
    std::string columns_;
    std::vector<std::size_t> widths_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace herd::trace

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

    using Row = std::vector<std::string>;

    void add(Row row);
    /// The rows that were added as lines, without blanks at their ends.
    std::string format() const;

    /// Makes columns wide enough for a row that is not kept.
    void widen(const Row& row);
    /// Appends a row as a line.
    void append_line(const Row& row, std::string& out) const;

private:
    std::string columns_;
    std::vector<std::size_t> widths_;
    std::vector<Row> rows_;
};

}  // namespace herd::trace

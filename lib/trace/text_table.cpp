#include "trace/text_table.hpp"

#include <algorithm>
#include <utility>

#include "base/assert.hpp"

namespace herd::trace {

std::size_t text_width(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void TextTable::widen(const Row& row) {
    HERD_ASSERT(row.size() <= widths_.size());
    for (std::size_t i = 0; i < row.size(); ++i) widths_[i] = std::max(widths_[i], text_width(row[i]));
}

void TextTable::append_line(const Row& row, std::string& out) const {
    const std::size_t start = out.size();
    for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string blanks(widths_[i] - text_width(row[i]), ' ');
        if (columns_[i] == 'r') out += blanks;
        out += row[i];
        if (columns_[i] != 'r') out += blanks;
        if (i + 1 < row.size()) out += "  ";
    }
    while (out.size() > start && out.back() == ' ') out.pop_back();
    out += '\n';
}

void TextTable::add(Row row) {
    widen(row);
    rows_.push_back(std::move(row));
}

std::string TextTable::format() const {
    std::string text;
    for (const auto& row : rows_) append_line(row, text);
    return text;
}

}  // namespace herd::trace

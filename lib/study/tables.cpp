#include "study/tables.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "base/assert.hpp"
#include "study/number.hpp"

namespace herd::study {
namespace {

void append_row(std::initializer_list<std::string> cells, std::string& out) {
    for (const auto& cell : cells) out.append("| ").append(cell).append(" ");
    out += "|\n";
}

/// The line below a table's head. Shape: of `columns` columns the first so many are texts.
void append_rule(int columns, int texts, std::string& out) {
    for (int i = 0; i < columns; ++i) out += i < texts ? "|---" : "|--:";
    out += "|\n";
}

std::string format_mean(const Figures& figures, std::uint64_t count) {
    return format_fixed(figures.an_update(count), 1);
}

/// The row of the same cell with spanning trees.
const Row& find_tree(const std::vector<Row>& rows, Cell cell) {
    cell.propagation = core::Propagation::tree;
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const Row& other) { return other.cell == cell; });
    HERD_ASSERT(row != rows.end());
    return *row;
}

void append_sizes(const std::vector<Row>& rows, std::string& out) {
    out += "## By the number of servers\n\nFor each update, flooding / spanning trees.\n\n";
    append_row({"topology", "servers", "links", "payload messages", "all messages", "bytes", "mean hops",
                "most hops", "everywhere after, median ms", "most ms"},
               out);
    append_rule(10, 1, out);
    for (const auto& [cell, flood] : rows) {
        if (cell.part != Part::size || cell.propagation != core::Propagation::flood) continue;
        const Figures& tree = find_tree(rows, cell).figures;
        const auto join = [&](std::string_view a, std::string_view b) {
            return std::string(a).append(" / ").append(b);
        };
        append_row(
            {std::string(topology::format_shape(cell.shape)), std::to_string(cell.servers),
             std::to_string(flood.links),
             join(format_mean(flood, flood.traffic.payload), format_mean(tree, tree.traffic.payload)),
             join(format_mean(flood, flood.traffic.messages()), format_mean(tree, tree.traffic.messages())),
             join(format_fixed(flood.an_update(flood.traffic.bytes), 0),
                  format_fixed(tree.an_update(tree.traffic.bytes), 0)),
             join(format_fixed(flood.mean_hops, 1), format_fixed(tree.mean_hops, 1)),
             join(std::to_string(flood.most_hops), std::to_string(tree.most_hops)),
             join(format_ms(flood.median), format_ms(tree.median)),
             join(format_ms(flood.most), format_ms(tree.most))},
            out);
    }
}

void append_loads(const std::vector<Row>& rows, std::string& out) {
    out += "\n## By load\n\n";
    append_row({"propagation", "bandwidth, bytes/s", "updates/s", "payload messages", "all messages", "bytes",
                "everywhere after, median ms", "p99 ms", "most ms"},
               out);
    append_rule(9, 1, out);
    for (const auto& [cell, figures] : rows) {
        if (cell.part != Part::load) continue;
        append_row({std::string(format_propagation(cell.propagation)),
                    cell.bytes_per_second == 0 ? "no limit" : std::to_string(cell.bytes_per_second),
                    std::to_string(cell.rate), format_mean(figures, figures.traffic.payload),
                    format_mean(figures, figures.traffic.messages()),
                    format_fixed(figures.an_update(figures.traffic.bytes), 0), format_ms(figures.median),
                    format_ms(figures.p99), format_ms(figures.most)},
                   out);
    }
}

void append_glomers(const std::vector<Row>& rows, std::string& out) {
    out +=
        "\n## Gossip Glomers: 25 servers, 100 ms a link, 100 updates a second\n\n"
        "Times in milliseconds. Targets: 3d, under 30 messages an operation, median under 400, most under "
        "600; "
        "3e, under 20, 1000 and 2000.\n\n";
    append_row({"topology", "propagation", "partition", "payload messages", "all messages", "median", "p99",
                "most", "servers reached"},
               out);
    append_rule(9, 3, out);
    for (const auto& [cell, figures] : rows) {
        if (cell.part != Part::glomers) continue;
        append_row(
            {std::string(topology::format_shape(cell.shape)),
             std::string(format_propagation(cell.propagation)),
             cell.split > nanoseconds(0)
                 ? format_fixed(static_cast<double>(cell.split.count()) / 1e9, 0) + " s"
                 : "none",
             format_mean(figures, figures.traffic.payload), format_mean(figures, figures.traffic.messages()),
             format_fixed(static_cast<double>(figures.median.count()) / 1e6, 0),
             format_fixed(static_cast<double>(figures.p99.count()) / 1e6, 0),
             format_fixed(static_cast<double>(figures.most.count()) / 1e6, 0),
             std::to_string(figures.reached) + " of " + std::to_string(cell.servers)},
            out);
    }
}

}  // namespace

std::string format_tables(const std::vector<Row>& rows, const std::vector<Picture>& pictures) {
    std::string out = "# Study\n\n";
    for (const auto& picture : pictures)
        out.append("![").append(picture.title).append("](").append(picture.file).append(")\n\n");
    append_sizes(rows, out);
    append_loads(rows, out);
    append_glomers(rows, out);
    return out;
}

}  // namespace herd::study

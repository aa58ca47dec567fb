#include "top_frame.hpp"

#include <algorithm>
#include <array>

#include "answer_text.hpp"
#include "base/columns.hpp"
#include "base/utf8.hpp"
#include "top_tables.hpp"
#include "trace/text_table.hpp"

namespace herd::app {
namespace {

using places::JsonValue;

// The head of a line that a screen has room for.
std::string cut_line(const std::string& line, std::size_t columns) {
    std::string_view rest = line;
    for (std::size_t i = 0; i < columns && !rest.empty(); ++i)
        rest.remove_prefix(read_utf8_sequence(rest).size);
    return line.substr(0, line.size() - rest.size());
}

// Rows that are shown of lists that want more than there are: nobody gets more than it wants, and what one
// does not want the others get.
template <std::size_t count>
std::array<std::size_t, count> share_rows(std::size_t rows, const std::array<std::size_t, count>& wanted) {
    std::array<std::size_t, count> given{};
    for (bool goes_on = true; goes_on && rows > 0;) {
        goes_on = false;
        for (std::size_t i = 0; i < count && rows > 0; ++i) {
            if (given[i] == wanted[i]) continue;
            ++given[i];
            --rows;
            goes_on = true;
        }
    }
    return given;
}

// A table in so many lines, its heading and the line that tells how many rows are left out among them.
void append_table(TopTable table, std::size_t lines, std::size_t scrolled, std::vector<TopLine>& frame) {
    if (lines == 0) return;
    trace::TextTable text(table.columns);
    text.widen(table.heading);
    for (const auto& row : table.rows) text.widen(row.cells);
    const auto append = [&](const std::vector<std::string>& cells, TopStyle style) {
        std::string line;
        text.append_line(cells, line);
        line.pop_back();
        frame.push_back({line, style});
    };
    append(table.heading, TopStyle::heading);
    std::size_t room = lines - 1;
    std::size_t first = 0;
    if (table.rows.size() > room) {
        std::stable_sort(table.rows.begin(), table.rows.end(),
                         [](const TopRow& a, const TopRow& b) { return a.is_alarm && !b.is_alarm; });
        room -= std::min<std::size_t>(room, 1);
        first = std::min(scrolled, table.rows.size() - room);
    }
    const std::size_t end = std::min(first + room, table.rows.size());
    for (std::size_t i = first; i < end; ++i)
        append(table.rows[i].cells, table.rows[i].is_alarm ? TopStyle::alarm : TopStyle::plain);
    const std::size_t hidden = table.rows.size() - (end - first);
    if (hidden > 0 && lines > 1)
        frame.push_back({"  and " + std::to_string(hidden) + " more (arrow keys)", TopStyle::plain});
}

std::size_t count_state(const JsonValue& list, std::string_view state) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < list.size(); ++i) count += list.at(i)["state"].text() == state ? 1 : 0;
    return count;
}

void append_head(const JsonValue& now, const JsonValue& before, double seconds, std::vector<TopLine>& frame) {
    const auto servers = now["servers"];
    const auto links = now["links"];
    frame.push_back(
        {"herd " + printable(now["name"]) + "  up " + format_span(now["uptime_ns"].number().value_or(0)) +
             "  " + std::to_string(count_state(servers, "running")) + " of " +
             format_count(servers.size(), "server") + " running  " +
             std::to_string(count_state(links, "up")) + " of " + format_count(links.size(), "link") + " up",
         TopStyle::heading});
    const auto totals = now["totals"];
    const auto old = before["totals"];
    frame.push_back({"accepted/s " + format_rate(totals["accepted"], old["accepted"], seconds) +
                     "  messages/s " + format_rate(totals["messages"], old["messages"], seconds) +
                     "  events/s " + format_rate(now["trace"]["events"], before["trace"]["events"], seconds) +
                     "  clients " + format_thousands(totals["clients"])});
    const auto spread = now["propagation"];
    std::string line = "to the last server: ";
    if (whole_number(spread["count"]) == 0) {
        line += "nothing new of late";
    } else {
        line += "median " + format_span(spread["p50_ns"].number().value_or(0)) + "  99 % " +
                format_span(spread["p99_ns"].number().value_or(0)) + "  longest " +
                format_span(spread["max_ns"].number().value_or(0));
    }
    frame.push_back({line});
}

}  // namespace

std::vector<TopLine> make_top_frame(const JsonValue& now, const JsonValue& before, const TopScreen& screen) {
    constexpr double second = 1e9;
    constexpr std::size_t head_lines = 4;
    const double seconds = (now["t_ns"].number().value_or(0) - before["t_ns"].number().value_or(0)) / second;
    std::vector<TopLine> frame;
    append_head(now, before, seconds, frame);
    frame.push_back({});
    const auto servers = make_server_table(now, before, seconds);
    const auto links = make_link_table(now, before, seconds);
    const auto faults = make_fault_table(now);
    const auto lines_of = [](const TopTable& table) {
        return table.rows.empty() ? 0 : table.rows.size() + 1;
    };
    // An empty line between the lists.
    const std::size_t room = screen.rows > head_lines + 2 ? screen.rows - head_lines - 2 : 0;
    const auto shares = share_rows<3>(room, {lines_of(faults), lines_of(servers), lines_of(links)});
    append_table(servers, shares[1], screen.scrolled, frame);
    if (shares[2] > 0) frame.push_back({});
    append_table(links, shares[2], screen.scrolled, frame);
    if (shares[0] > 0) frame.push_back({});
    append_table(faults, shares[0], screen.scrolled, frame);
    if (frame.size() > screen.rows) frame.resize(screen.rows);
    for (auto& line : frame) line.text = cut_line(line.text, screen.columns);
    return frame;
}

}  // namespace herd::app

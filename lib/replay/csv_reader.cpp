#include "replay/csv_reader.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "base/quote.hpp"
#include "replay/location_text.hpp"
#include "replay/timestamp.hpp"

namespace herd::replay {
namespace {

constexpr std::string_view mark = "\xef\xbb\xbf";  // of byte order, which some programs write

/// Reads a text row by row.
class RowReader {
public:
    explicit RowReader(std::string_view text) : rest_(text) {
        if (rest_.starts_with(mark)) rest_.remove_prefix(mark.size());
        const auto header = rest_.substr(0, rest_.find('\n'));
        separator_ = header.find(',') != std::string_view::npos   ? ','
                     : header.find(';') != std::string_view::npos ? ';'
                                                                  : '\t';
    }

    std::size_t line() const { return line_; }

    /// The next row that is not empty. False, at the end.
    bool next(std::vector<std::string>& cells) {
        do {
            if (rest_.empty()) return false;
            line_ = next_line_;
            read_row(cells);
        } while (cells.size() == 1 && cells[0].empty());
        return true;
    }

private:
    void read_row(std::vector<std::string>& cells) {
        cells.clear();
        for (;;) {
            cells.push_back(read_cell());
            const char end = rest_.empty() ? '\n' : rest_.front();
            if (!rest_.empty()) rest_.remove_prefix(1);
            if (end != separator_) break;
        }
        ++next_line_;
        if (cells.back().ends_with('\r')) cells.back().pop_back();
    }

    // Up to what ends it.
    std::string read_cell() {
        const char ends[] = {separator_, '\n'};
        if (!rest_.starts_with('"')) {
            const auto size = std::min(rest_.find_first_of(std::string_view(ends, 2)), rest_.size());
            return take(size);
        }
        rest_.remove_prefix(1);
        std::string cell;
        for (;;) {
            cell += take(std::min(rest_.find('"'), rest_.size()));
            if (!rest_.empty()) rest_.remove_prefix(1);
            if (!rest_.starts_with('"')) break;
            cell += take(1);
        }
        next_line_ += static_cast<std::size_t>(std::count(cell.begin(), cell.end(), '\n'));
        take(std::min(rest_.find_first_of(std::string_view(ends, 2)), rest_.size()));
        return cell;
    }

    std::string take(std::size_t size) {
        std::string taken(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return taken;
    }

    std::string_view rest_;
    char separator_ = ',';
    std::size_t line_ = 0;
    std::size_t next_line_ = 1;
};

struct Column {
    std::string_view what;
    std::vector<std::string_view> names;
};

const std::array<Column, 4>& known_columns() {
    static const std::array<Column, 4> columns{
        {{"client", {"id", "client", "client_id", "name", "device", "device_id", "vehicle", "track_id"}},
         {"latitude", {"lat", "latitude"}},
         {"longitude", {"lon", "lng", "long", "longitude"}},
         {"time", {"time", "unix_time", "timestamp", "datetime", "time_s", "t"}}}};
    return columns;
}

std::string trim_lower(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    std::string word(text.substr(first, text.find_last_not_of(" \t") - first + 1));
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return word;
}

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? ""
                                           : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

using Places = std::array<std::optional<std::size_t>, 4>;  // of client, latitude, longitude, time

Places find_columns(const std::vector<std::string>& header) {
    Places places;
    for (std::size_t kind = 0; kind < places.size(); ++kind) {
        // The first of the names counts, wherever it stands.
        for (const auto name : known_columns()[kind].names) {
            for (std::size_t i = 0; i < header.size() && !places[kind]; ++i) {
                if (trim_lower(header[i]) == name) places[kind] = i;
            }
        }
    }
    return places;
}

std::string list_names(const Column& column) {
    std::string list;
    for (std::size_t i = 0; i < column.names.size(); ++i) {
        if (i > 0) list += i + 1 == column.names.size() ? " or " : ", ";
        list += column.names[i];
    }
    return list;
}

Result<Point, std::string> read_point(const std::vector<std::string>& cells, const Places& places) {
    std::array<std::string_view, 4> values;
    for (std::size_t kind = 0; kind < places.size(); ++kind) {
        if (!places[kind]) continue;
        if (*places[kind] >= cells.size()) {
            return unexpected("has " + std::to_string(cells.size()) + " of the header's columns; the " +
                              std::string(known_columns()[kind].what) + " is missing");
        }
        values[kind] = trim(cells[*places[kind]]);
    }
    Point point;
    const auto location = format_location(values[1], values[2]);
    if (!location)
        return unexpected(format_quoted(values[1]) + ", " + format_quoted(values[2]) +
                          " is no place in degrees");
    const auto time = parse_timestamp(values[3]);
    if (!time)
        return unexpected(format_quoted(values[3]) +
                          " is no time, such as 1410593072 or 2014-10-22T09:22:18Z");
    point.location = *location;
    point.time = *time;
    return point;
}

}  // namespace

Result<void, std::string> read_csv(std::string_view text, const std::string& name, const std::string& client,
                                   Movement& movement) {
    RowReader rows(text);
    const auto fail = [&](const std::string& why) {
        return unexpected(name + ":" + std::to_string(std::max<std::size_t>(rows.line(), 1)) + ": " + why);
    };
    std::vector<std::string> cells;
    if (!rows.next(cells)) return fail("is empty");
    const auto places = find_columns(cells);
    for (std::size_t kind = 1; kind < places.size(); ++kind) {
        if (places[kind]) continue;
        return fail("the header has no column for the " + std::string(known_columns()[kind].what) + ": " +
                    list_names(known_columns()[kind]));
    }
    while (rows.next(cells)) {
        auto point = read_point(cells, places);
        if (!point) return fail(point.error());
        const auto who = places[0] ? trim(cells[*places[0]]) : std::string_view(client);
        if (who.empty()) return fail("has no client");
        point->client = movement.find_or_add_client(who);
        if (!movement.add(std::move(*point)))
            return fail("is more than the " + std::to_string(most_points) + " points that can be replayed");
    }
    return {};
}

}  // namespace herd::replay

#pragma once

#include <string>
#include <vector>

#include "places/json_value.hpp"

namespace herd::app {

/// A row of a list of `herd top`.
struct TopRow {
    std::vector<std::string> cells;
    bool is_alarm = false;
};

/// Rows beneath a heading. Shape: `columns` as `trace::TextTable` has them.
struct TopTable {
    std::string columns;
    std::vector<std::string> heading;
    std::vector<TopRow> rows;
};

/// How fast a counter goes. Shape: a dash, if it is not known what it was before.
std::string format_rate(const places::JsonValue& now, const places::JsonValue& before, double seconds);

// Of two answers of `/v1/herd`, so many seconds apart.
TopTable make_server_table(const places::JsonValue& now, const places::JsonValue& before, double seconds);
TopTable make_link_table(const places::JsonValue& now, const places::JsonValue& before, double seconds);
TopTable make_fault_table(const places::JsonValue& now);

}  // namespace herd::app

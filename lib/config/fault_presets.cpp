#include "config/fault_readers.hpp"
#include "fault/limits.hpp"

namespace herd::config {

using namespace fault;

std::optional<Action> read_split(TableReader& table, std::string_view key, const NameReader& names) {
    Split split;
    if (!names.read_groups(table, key, split.groups)) return std::nullopt;
    return split;
}

std::optional<Action> read_bridge(TableReader& table, std::string_view key, const NameReader& names) {
    auto shape =
        table.open_table(key, "a table such as { server = \"Ball\", groups = [[\"Alford\"], [\"Welsh\"]] }");
    if (!shape) return std::nullopt;
    Bridge bridge;
    const bool has_server = names.read_server(*shape, "server", bridge.server);
    const bool has_groups = names.read_groups(*shape, "groups", bridge.groups);
    shape->require("server", "the name of a server");
    shape->require("groups", "groups of servers such as [[\"Alford\"], [\"Ball\", \"Welsh\"]]");
    shape->finish();
    if (!has_server || !has_groups) return std::nullopt;
    return bridge;
}

std::optional<Action> read_majorities(TableReader& table, std::string_view key, const NameReader&) {
    bool is_wanted = false;
    if (!table.read_boolean(key, is_wanted)) return std::nullopt;
    if (is_wanted) return Majorities{};
    table.fault(key, "expected true; heal = \"all\" undoes it");
    return std::nullopt;
}

std::optional<Action> read_swizzle(TableReader& table, std::string_view key, const NameReader&) {
    auto shape = table.open_table(key, "a table such as { step = \"50ms\" }");
    if (!shape) return std::nullopt;
    Swizzle swizzle;
    const bool has_step = shape->read_duration("step", {shortest_period, longest_period}, swizzle.step);
    shape->finish();
    if (!is_good(*shape, "step", has_step)) return std::nullopt;
    return swizzle;
}

}  // namespace herd::config

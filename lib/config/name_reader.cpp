#include "config/name_reader.hpp"

#include <algorithm>
#include <utility>

#include "base/quote.hpp"

namespace herd::config {
namespace {

constexpr std::string_view a_server = "the name of a server";
constexpr std::string_view two_ends = "the two ends of a link such as [\"Alford\", \"Welsh\"]";
constexpr std::string_view some_servers = "an array of servers such as [\"Alford\"]";
constexpr std::string_view some_groups =
    "an array of groups of servers such as [[\"Alford\"], [\"Ball\", \"Welsh\"]]";

fault::HerdMap make_map(const std::vector<Server>& servers, const std::vector<Link>* links) {
    std::vector<std::string> names;
    for (const auto& server : servers) names.push_back(server.name);
    fault::LinkList list;
    for (const auto& link : links ? *links : std::vector<Link>()) {
        list.emplace_back(static_cast<fault::ServerIndex>(link.a), static_cast<fault::ServerIndex>(link.b));
    }
    return fault::HerdMap(core::Roster(std::move(names)), std::move(list));
}

}  // namespace

NameReader::NameReader(const std::vector<Server>& servers, const std::vector<Link>* links, FaultList& faults)
    : map_(make_map(servers, links)), knows_links_(links != nullptr), faults_(faults) {
    const auto& roster = map_.roster();
    for (fault::ServerIndex i = 0; i < roster.size(); ++i) names_.push_back(roster.name(i));
}

bool NameReader::check_server(std::string_view name, Position position, const std::string& path) const {
    if (map_.roster().find(name)) return true;
    faults_.add_unknown(position, path, "unknown server " + format_quoted(name), name, names_);
    return false;
}

bool NameReader::check_link(const std::string& a, const std::string& b, Position position,
                            const std::string& path) const {
    const auto first = map_.roster().find(a);
    const auto second = map_.roster().find(b);
    if (!first || !second) return false;
    if (first != second && (!knows_links_ || map_.link_between(*first, *second))) return true;
    faults_.add(position, path, map_.describe_missing_link(*first, *second));
    return false;
}

bool NameReader::read_server(TableReader& table, std::string_view key, std::string& option) const {
    std::string name;
    if (!table.read_text(key, a_server, name)) return false;
    if (!check_server(name, table.position_of(key), table.path_of(key))) return false;
    option = std::move(name);
    return true;
}

bool NameReader::take_group(const TableReader& table, std::string_view key,
                            const std::vector<ListItem>& items, std::unordered_set<std::string_view>& seen,
                            std::vector<std::string>& group) const {
    bool is_good = true;
    for (const auto& item : items) {
        if (!check_server(item.text, item.position, table.path_of(key))) {
            is_good = false;
        } else if (!seen.insert(item.text).second) {
            faults_.add(item.position, table.path_of(key), format_quoted(item.text) + " is named twice");
            is_good = false;
        }
        group.push_back(item.text);
    }
    return is_good;
}

bool NameReader::read_servers(TableReader& table, std::string_view key,
                              std::vector<std::string>& option) const {
    std::vector<ListItem> items;
    if (!table.read_list(key, some_servers, a_server, items)) return false;
    if (items.empty()) {
        table.fault(key, "is empty; expected " + std::string(some_servers));
        return false;
    }
    std::unordered_set<std::string_view> seen;
    std::vector<std::string> servers;
    if (!take_group(table, key, items, seen, servers)) return false;
    option = std::move(servers);
    return true;
}

bool NameReader::read_groups(TableReader& table, std::string_view key,
                             std::vector<std::vector<std::string>>& option) const {
    std::vector<std::vector<ListItem>> lists;
    if (!table.read_lists(key, some_groups, a_server, lists)) return false;
    const bool has_empty =
        std::any_of(lists.begin(), lists.end(), [](const auto& list) { return list.empty(); });
    if (lists.empty() || has_empty) {
        const std::string what = lists.empty() ? "is empty" : "has an empty group";
        table.fault(key, what + "; expected " + std::string(some_groups));
        return false;
    }
    std::unordered_set<std::string_view> seen;
    std::vector<std::vector<std::string>> groups;
    bool is_good = true;
    for (const auto& list : lists)
        is_good = take_group(table, key, list, seen, groups.emplace_back()) && is_good;
    if (is_good) option = std::move(groups);
    return is_good;
}

bool NameReader::read_link(TableReader& table, std::string_view key, fault::LinkName& option) const {
    std::vector<ListItem> ends;
    if (!table.read_list(key, two_ends, a_server, ends)) return false;
    if (ends.size() != 2) {
        table.fault(key, "expected " + std::string(two_ends) + ", found " + std::to_string(ends.size()) +
                             (ends.size() == 1 ? " name" : " names"));
        return false;
    }
    const std::string path = table.path_of(key);
    const bool is_first_good = check_server(ends[0].text, ends[0].position, path);
    if (!check_server(ends[1].text, ends[1].position, path) || !is_first_good) return false;
    if (!check_link(ends[0].text, ends[1].text, table.position_of(key), path)) return false;
    option = {ends[0].text, ends[1].text};
    return true;
}

bool NameReader::read_direction(TableReader& table, fault::DirectionName& option) const {
    fault::DirectionName direction;
    const bool has_from = read_server(table, "from", direction.from);
    const bool has_to = read_server(table, "to", direction.to);
    table.require("from", a_server);
    table.require("to", a_server);
    if (!has_from || !has_to) return false;
    if (!check_link(direction.from, direction.to, table.position_of("to"), table.path_of("to"))) return false;
    option = std::move(direction);
    return true;
}

bool NameReader::read_where(TableReader& table, fault::Where& option) const {
    if (table.has("link")) {
        for (const auto* key : {"from", "to"}) {
            table.refuse(key, "link is for both directions, from and to are for one");
        }
        fault::LinkName link;
        if (!read_link(table, "link", link)) return false;
        option = std::move(link);
        return true;
    }
    if (table.has("from") || table.has("to")) {
        fault::DirectionName direction;
        if (!read_direction(table, direction)) return false;
        option = std::move(direction);
        return true;
    }
    table.require("link", std::string(two_ends) + ", or from and to for one direction");
    return false;
}

}  // namespace herd::config

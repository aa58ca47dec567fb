#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "config/config.hpp"
#include "config/fault_list.hpp"
#include "config/table_reader.hpp"
#include "fault/fault.hpp"
#include "fault/herd_map.hpp"

namespace herd::config {

/// Reads the names of servers and links out of tables, and reports those that the herd does not have. Each
/// read is true when it has set the option; see `TableReader`.
class NameReader {
public:
    /// Shape: if `links` is null, links are not known, and any two servers may have one.
    NameReader(const std::vector<Server>& servers, const std::vector<Link>* links, FaultList& faults);

    /// One server.
    bool read_server(TableReader& table, std::string_view key, std::string& option) const;

    /// An array of servers, at least one, each once.
    bool read_servers(TableReader& table, std::string_view key, std::vector<std::string>& option) const;

    /// An array of such arrays, at least one; no server is in two of them.
    bool read_groups(TableReader& table, std::string_view key,
                     std::vector<std::vector<std::string>>& option) const;

    /// An array of the two ends of a link.
    bool read_link(TableReader& table, std::string_view key, fault::LinkName& option) const;

    /// The keys `from` and `to` of a table: neighbours.
    bool read_direction(TableReader& table, fault::DirectionName& option) const;

    /// The keys `from` and `to`, or `link` for both directions.
    bool read_where(TableReader& table, fault::Where& option) const;

    /// Whether the herd has a server of that name; reports it if not, as the fault of the key `path`.
    bool check_server(std::string_view name, Position position, const std::string& path) const;

private:
    bool take_group(const TableReader& table, std::string_view key, const std::vector<ListItem>& items,
                    std::unordered_set<std::string_view>& seen, std::vector<std::string>& group) const;
    bool check_link(const std::string& a, const std::string& b, Position position,
                    const std::string& path) const;

    fault::HerdMap map_;
    bool knows_links_;
    std::vector<std::string_view> names_;
    FaultList& faults_;
};

}  // namespace herd::config

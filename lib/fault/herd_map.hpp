#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "core/roster.hpp"

namespace herd::fault {

using core::ServerIndex;

/// A link's place in the list of links of a herd.
using LinkIndex = std::size_t;

using LinkList = std::vector<std::pair<ServerIndex, ServerIndex>>;

/// The servers and links of a herd, by name and by their ends. Both may be added and removed.
class HerdMap {
public:
    /// Shape: each link once, in either direction.
    HerdMap(core::Roster roster, LinkList links);

    const core::Roster& roster() const { return roster_; }
    const LinkList& links() const { return links_; }
    /// Adds a server; one of this name that was removed is there again, with its index.
    /// Shape: `has_server` of it is false.
    ServerIndex add_server(const std::string& name);
    /// Its links go first.
    void remove_server(ServerIndex server) { has_server_[server] = false; }
    /// Adds a link, the lesser index first; one that was removed is there again, with its index.
    /// Shape: there is none between these two.
    LinkIndex add_link(ServerIndex a, ServerIndex b);
    void remove_link(LinkIndex link);

    /// Whether it is there: those that were removed keep their places.
    bool has_server(ServerIndex server) const { return server < has_server_.size() && has_server_[server]; }
    bool has_link(LinkIndex link) const { return link < has_link_.size() && has_link_[link]; }

    const std::vector<LinkIndex>& links_of(ServerIndex server) const { return links_of_[server]; }

    std::optional<LinkIndex> link_between(ServerIndex a, ServerIndex b) const;

    /// Errors: in words, with a name that is near, if one is.
    Result<ServerIndex, std::string> find_server(std::string_view name) const;

    /// The link between two servers, by their names. Errors: in words: an unknown server, or no link.
    Result<LinkIndex, std::string> find_link(std::string_view a, std::string_view b) const;

    /// That there is no link between two servers, in words, and which there are.
    std::string describe_missing_link(ServerIndex a, ServerIndex b) const;

private:
    core::Roster roster_;
    LinkList links_;
    std::vector<bool> has_server_;
    std::vector<bool> has_link_;
    std::vector<std::vector<LinkIndex>> links_of_;          // those that are there
    std::unordered_map<std::uint64_t, LinkIndex> by_ends_;  // removed ones too
};

}  // namespace herd::fault

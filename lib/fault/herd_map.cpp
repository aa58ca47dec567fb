#include "fault/herd_map.hpp"

#include <algorithm>

#include "base/quote.hpp"
#include "base/suggestion.hpp"

namespace herd::fault {
namespace {

constexpr std::size_t most_named = 8;  // neighbours in a message

std::uint64_t key_of(ServerIndex a, ServerIndex b) {
    return std::uint64_t{std::min(a, b)} << 32 | std::max(a, b);
}

}  // namespace

HerdMap::HerdMap(core::Roster roster, LinkList links)
    : roster_(std::move(roster)),
      links_(std::move(links)),
      has_server_(roster_.size(), true),
      has_link_(links_.size(), true),
      links_of_(roster_.size()) {
    by_ends_.reserve(links_.size());
    for (LinkIndex link = 0; link < links_.size(); ++link) {
        const auto [a, b] = links_[link];
        links_of_[a].push_back(link);
        links_of_[b].push_back(link);
        by_ends_.emplace(key_of(a, b), link);
    }
}

ServerIndex HerdMap::add_server(const std::string& name) {
    const auto known = roster_.find(name);
    const ServerIndex server = known ? *known : roster_.add(name);
    has_server_.resize(roster_.size());
    links_of_.resize(roster_.size());
    has_server_[server] = true;
    return server;
}

LinkIndex HerdMap::add_link(ServerIndex a, ServerIndex b) {
    const auto [entry, is_new] = by_ends_.emplace(key_of(a, b), links_.size());
    const LinkIndex link = entry->second;
    if (is_new) {
        links_.emplace_back(std::min(a, b), std::max(a, b));
        has_link_.push_back(true);
    }
    has_link_[link] = true;
    links_of_[a].push_back(link);
    links_of_[b].push_back(link);
    return link;
}

void HerdMap::remove_link(LinkIndex link) {
    has_link_[link] = false;
    const auto [a, b] = links_[link];
    for (const ServerIndex end : {a, b})
        links_of_[end].erase(std::find(links_of_[end].begin(), links_of_[end].end(), link));
}

std::optional<LinkIndex> HerdMap::link_between(ServerIndex a, ServerIndex b) const {
    const auto found = by_ends_.find(key_of(a, b));
    if (found == by_ends_.end() || !has_link_[found->second]) return std::nullopt;
    return found->second;
}

Result<ServerIndex, std::string> HerdMap::find_server(std::string_view name) const {
    if (const auto found = roster_.find(name); found && has_server_[*found]) return *found;
    std::vector<std::string_view> names;
    names.reserve(roster_.size());
    for (ServerIndex server = 0; server < roster_.size(); ++server) {
        if (has_server_[server]) names.push_back(roster_.name(server));
    }
    const auto near = find_near_word(name, names);
    return unexpected("unknown server " + format_quoted(name) +
                      (near.empty() ? "" : "; did you mean " + format_quoted(near) + "?"));
}

Result<LinkIndex, std::string> HerdMap::find_link(std::string_view a, std::string_view b) const {
    const auto first = find_server(a);
    if (!first) return unexpected(first.error());
    const auto second = find_server(b);
    if (!second) return unexpected(second.error());
    if (const auto link = link_between(*first, *second)) return *link;
    return unexpected(describe_missing_link(*first, *second));
}

std::string HerdMap::describe_missing_link(ServerIndex a, ServerIndex b) const {
    // A faulty file may have named its servers anything.
    const std::string name = format_excerpt(roster_.name(a));
    if (a == b) return "'" + name + "' is not linked to itself; a link has two ends";
    std::string text = "no link between '" + name + "' and " + format_quoted(roster_.name(b));
    const auto& links = links_of_[a];
    if (links.empty()) return text + "; " + name + " has none";
    text += "; " + name + " has links to ";
    for (std::size_t i = 0; i < links.size() && i < most_named; ++i) {
        const auto [first, second] = links_[links[i]];
        text += (i == 0 ? "" : ", ") + format_excerpt(roster_.name(first == a ? second : first));
    }
    if (links.size() > most_named) text += " and " + std::to_string(links.size() - most_named) + " more";
    return text;
}

}  // namespace herd::fault

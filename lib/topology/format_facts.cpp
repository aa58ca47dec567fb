#include "topology/format_facts.hpp"

#include <cstddef>
#include <map>

#include "base/columns.hpp"

namespace herd::topology {
namespace {

using Names = std::vector<std::string>;

// What is named of a long list, the rest being counted.
constexpr std::size_t names_shown = 6;
constexpr std::size_t links_shown = 6;
constexpr std::size_t parts_shown = 8;
constexpr std::size_t groups_shown = 4;

std::string format_bounds(const Bounds& bounds) {
    const auto least = std::to_string(bounds.least);
    return bounds.is_exact() ? least : least + " to " + std::to_string(bounds.most);
}

/// `2 hops`, `3 to 5 links`
std::string format_amount(const Bounds& bounds, const std::string& noun) {
    return format_bounds(bounds) + " " + noun + (bounds.most == 1 ? "" : "s");
}

std::string format_nodes(const std::vector<Node>& nodes, const Names& names) {
    Names words;
    for (const auto node : nodes) words.push_back(names[node]);
    return format_list(words, names_shown);
}

std::string format_links(const std::vector<LinkIndex>& links, const Graph& graph, const Names& names) {
    Names words;
    for (const auto link : links) words.push_back(format_link(graph.links()[link], names));
    return format_list(words, links_shown);
}

std::string format_cost(const Part& part) {
    std::string text = "an isolated update costs " + format_count(part.update_cost(), "message");
    if (part.duplicates() == 0) return text;
    return text + ", " + std::to_string(part.duplicates()) + " of them (" +
           std::to_string(100 * part.duplicates() / part.update_cost()) + " %) duplicates";
}

std::string format_parts(const std::vector<PartFacts>& parts, const Names& names) {
    if (parts.size() == 1) return "  connected; " + format_cost(parts.front().part) + "\n";
    std::vector<Row> rows;
    for (const auto& facts : parts) {
        if (rows.size() == parts_shown) {
            rows.push_back({"and " + format_count(parts.size() - parts_shown, "more part")});
            break;
        }
        std::string text = format_cost(facts.part);
        if (facts.part.nodes.size() > 1) {
            text += "; diameter " + format_amount(facts.diameter, "hop") + "; least cut " +
                    format_amount(facts.connectivity, "link");
        }
        rows.push_back({format_nodes(facts.part.nodes, names), std::move(text)});
    }
    return "  not connected: " + std::to_string(parts.size()) +
           " parts, and no update goes from one to another\n" + format_columns(rows);
}

/// `1 from Ball; 2 from Alford, Welsh`
std::string format_worst_hops(const std::vector<PartFacts>& parts, const Names& names) {
    std::map<Bounds, std::vector<Node>> groups;
    for (const auto& facts : parts) {
        for (std::size_t i = 0; i < facts.worst_hops.size(); ++i)
            groups[facts.worst_hops[i]].push_back(facts.part.nodes[i]);
    }
    if (groups.size() == 1) return format_bounds(groups.begin()->first) + " from every server";
    std::string text;
    std::size_t place = 0;
    for (const auto& [hops, nodes] : groups) {
        ++place;
        // Both ends are worth more than the middle.
        if (groups.size() > groups_shown && place == groups_shown) text += "; ...";
        if (groups.size() > groups_shown && place >= groups_shown && place < groups.size()) continue;
        text += (text.empty() ? "" : "; ") + format_bounds(hops) + " from " + format_nodes(nodes, names);
    }
    return text;
}

std::string format_cut_classes(const Facts& facts, const Graph& graph, const Names& names) {
    if (facts.cut_classes.empty()) return "none";
    std::string text = std::to_string(facts.cut_pairs()) + ":";
    for (std::size_t i = 0; i < facts.cut_classes.size(); ++i) {
        if (i == groups_shown)
            return text + "; and " + format_count(facts.cut_classes.size() - i, "more set");
        const auto& links = facts.cut_classes[i];
        text += i == 0 ? " " : "; ";
        if (links.size() > 2) text += "any 2 of " + format_links(links, graph, names);
        if (links.size() == 2) {
            text += format_link(graph.links()[links[0]], names) + " with " +
                    format_link(graph.links()[links[1]], names);
        }
    }
    return text;
}

}  // namespace

std::string format_link(const Link& link, const std::vector<std::string>& names) {
    return names[link.a] + "-" + names[link.b];
}

std::string format_facts(const Facts& facts, const Graph& graph, const std::vector<std::string>& names) {
    std::string text = format_parts(facts.parts, names);
    if (graph.links().empty()) return text;
    std::vector<Row> rows;
    if (facts.parts.size() == 1) {
        rows.push_back({"diameter", format_amount(facts.parts.front().diameter, "hop")});
        rows.push_back({"least cut", format_amount(facts.parts.front().connectivity, "link")});
    }
    const auto or_none = [](std::string list) { return list.empty() ? "none" : list; };
    rows.push_back({"worst hops", format_worst_hops(facts.parts, names)});
    rows.push_back({"bridges", or_none(format_links(facts.weak.bridges, graph, names))});
    rows.push_back({"articulation servers", or_none(format_nodes(facts.weak.articulations, names))});
    rows.push_back({"pairs that cut", format_cut_classes(facts, graph, names)});
    return text + format_columns(rows);
}

}  // namespace herd::topology

#include "explore/explore.hpp"

#include <array>
#include <optional>
#include <utility>

#include "core/roster.hpp"
#include "explore/order_search.hpp"
#include "explore/order_text.hpp"
#include "explore/tabulate.hpp"
#include "explore/wiring.hpp"

namespace herd::explore {
namespace {

std::vector<Updates> list_updates(const Topology& topology) {
    std::vector<Updates> all;
    const auto servers = static_cast<topology::Node>(topology.servers.size());
    for (const Relation relation : all_relations) {
        for (topology::Node a = 0; a < servers; ++a) {
            for (topology::Node b = 0; b < servers; ++b) {
                if (auto updates = Updates::make(topology, a, b, relation))
                    all.push_back(std::move(*updates));
            }
        }
    }
    return all;
}

class Explorer {
public:
    Explorer(const Topology& topology, const ExploreOptions& options)
        : topology_(topology), options_(options), wiring_(topology), roster_(topology.servers) {}

    Exploration run() {
        const auto all = list_updates(topology_);
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (options_.on_progress) options_.on_progress(i, all.size());
            if (!tabulate_servers(all[i])) break;
            const CutLinks sets = CutLinks{1} << wiring_.links();
            for (CutLinks cut = 0; cut < sets; ++cut) explore_case(all[i], cut);
        }
        for (auto& shortest : shortest_) {
            if (shortest.finding) explored_.findings.push_back(std::move(*shortest.finding));
        }
        return std::move(explored_);
    }

private:
    struct Shortest {
        std::size_t steps = 0;
        std::optional<Finding> finding;
    };

    /// Fills `tables_`: by server, and by which of its links are up. Returns whether servers did nothing odd.
    bool tabulate_servers(const Updates& updates) {
        tables_.assign(wiring_.servers(), {});
        for (topology::Node server = 0; server < wiring_.servers(); ++server) {
            const auto neighbours = wiring_.neighbours(server);
            for (unsigned up = 0; up < 1U << neighbours.size(); ++up) {
                auto table = tabulate(roster_, server, neighbours, static_cast<std::uint8_t>(up), updates);
                if (!table) {
                    explored_.findings.push_back({topology_.servers[server] + ": " + table.error(),
                                                  std::string(format_relation(updates.relation())),
                                                  {}});
                    return false;
                }
                look_through(server, neighbours.size(), updates, *table);
                tables_[server].push_back(*table);
            }
        }
        return true;
    }

    void look_through(topology::Node server, std::size_t neighbours, const Updates& updates,
                      ReactionTable& table) {
        for (Held held = 0; held < 4; ++held) {
            for (int from = -1; from < static_cast<int>(neighbours); ++from) {
                for (UpdateIndex update = 0; update < 2; ++update) {
                    const Input input{update, from};
                    Reaction& reaction = table.at(held, input);
                    if (!reaction.is_known) continue;
                    ++explored_.reactions;
                    if (options_.tamper) reaction = options_.tamper(server, held, input, updates, reaction);
                }
            }
        }
    }

    void explore_case(const Updates& updates, CutLinks cut) {
        Case explored{wiring_, updates, cut, {}};
        for (topology::Node server = 0; server < wiring_.servers(); ++server)
            explored.tables.push_back(&tables_[server][wiring_.up(server, cut)]);
        const Searched found = search_orders(explored);
        ++explored_.cases;
        explored_.states += found.states;
        explored_.transitions += found.transitions;
        explored_.orders += found.orders;
        if (!found.violation) return;
        auto& shortest = shortest_[static_cast<std::size_t>(found.violation->law)];
        if (shortest.finding && shortest.steps <= found.violation->steps) return;
        shortest.steps = found.violation->steps;
        shortest.finding =
            Finding{std::string(format_law(found.violation->law)), format_case(topology_, explored),
                    format_order(topology_, explored, find_order(explored))};
    }

    const Topology& topology_;
    const ExploreOptions& options_;
    Wiring wiring_;
    core::Roster roster_;
    std::vector<std::vector<ReactionTable>> tables_;
    Exploration explored_;
    std::array<Shortest, law_count> shortest_;
};

}  // namespace

Exploration explore(const Topology& topology, const ExploreOptions& options) {
    return Explorer(topology, options).run();
}

}  // namespace herd::explore

#include "explore/order_text.hpp"

#include <cstddef>
#include <optional>

#include "base/columns.hpp"

namespace herd::explore {
namespace {

std::string format_held(Held held) {
    static const std::string names[] = {"nothing", "A", "B", "A and B"};
    return names[held];
}

std::string format_update(UpdateIndex update) {
    return format_held(held_of(update));
}

/// Who hears what from whom, and what comes of it.
std::string format_step(const Topology& topology, const Case& explored, State state, Event event) {
    const auto [server, input] = explain_event(explored, state, event);
    const auto& wiring = explored.wiring;
    const auto neighbours = wiring.neighbours(server);
    const Held held = Layout::held(state, server);
    const Reaction& reaction = explored.tables[server]->at(held, input);
    std::string line = topology.servers[server] + " hears " + format_update(input.update) + " from ";
    line += input.is_client() ? "its client"
                              : topology.servers[neighbours[static_cast<std::size_t>(input.neighbour)]];
    line += reaction.held == held ? ", still holds " : ", now holds ";
    line += format_held(reaction.held);
    std::vector<std::string> names;
    for (std::size_t place = 0; place < neighbours.size(); ++place) {
        if ((reaction.to >> place) & 1U) names.push_back(topology.servers[neighbours[place]]);
    }
    if (names.empty()) return line;
    return line + ", sends " + format_update(reaction.update) + " to " + format_list(names, names.size());
}

std::string format_end(const Topology& topology, const Case& explored, State state) {
    const Layout layout(explored.wiring.servers());
    const auto expected = make_expectation(explored.wiring, explored.cut, explored.updates);
    for (topology::Node server = 0; server < topology.servers.size(); ++server) {
        const Held held = Layout::held(state, server);
        if (held == expected.held[server]) continue;
        return topology.servers[server] + " ends with " + format_held(held) + " and should have " +
               format_held(expected.held[server]);
    }
    for (UpdateIndex update = 0; update < 2; ++update) {
        std::size_t messages = 0;
        for (std::size_t i = 0; i < explored.wiring.directions().size(); ++i)
            messages += was_sent(layout.wire(state, i), update) ? 1 : 0;
        const auto& [least, most] = expected.messages[update];
        if (messages >= least && messages <= most) continue;
        return format_update(update) + " took " + format_count(messages, "message") + " and should take " +
               (least == most ? "" : "at most ") + std::to_string(most);
    }
    return "";
}

}  // namespace

std::string_view format_law(Law law) {
    switch (law) {
        case Law::no_regression:
            return "a server goes back to an older update";
        case Law::once_a_direction:
            return "an update crosses a link twice in one direction";
        case Law::agreement:
            return "servers end with something else than the newest update";
        case Law::message_count:
            return "an update takes another number of messages";
    }
    return "";
}

std::string format_case(const Topology& topology, const Case& explored) {
    std::string text;
    for (UpdateIndex update = 0; update < explored.updates.size(); ++update) {
        text += format_update(update) + " to " + topology.servers[explored.updates.origin(update)] + ", ";
    }
    std::string cut;
    const auto links = explored.wiring.without(0).links();
    for (std::size_t i = 0; i < links.size(); ++i) {
        if (((explored.cut >> i) & 1U) == 0) continue;
        cut += (cut.empty() ? "" : " ") + topology.servers[links[i].a] + "-" + topology.servers[links[i].b];
    }
    return text + (cut.empty() ? "nothing cut" : "cut " + cut) + "; " +
           std::string(format_relation(explored.updates.relation()));
}

std::vector<std::string> format_order(const Topology& topology, const Case& explored,
                                      const std::vector<Event>& order) {
    std::vector<std::string> lines;
    State state = first_state(explored.updates);
    std::optional<Law> broken;
    for (const Event event : order) {
        lines.push_back(std::to_string(lines.size() + 1) + ". " +
                        format_step(topology, explored, state, event));
        const Stepped stepped = step(explored, state, event);
        state = stepped.state;
        broken = stepped.broken;
    }
    lines.push_back(broken ? std::string(format_law(*broken)) : format_end(topology, explored, state));
    return lines;
}

}  // namespace herd::explore

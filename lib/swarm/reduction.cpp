#include "swarm/reduction.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <variant>

#include "core/fields.hpp"

namespace herd::swarm {
namespace {

using scenario::Scenario;
using scenario::Send;
using scenario::Verb;

std::ptrdiff_t offset(std::size_t index) {
    return static_cast<std::ptrdiff_t>(index);
}

/// The scenario with what `change` makes of each step; nothing: the step goes.
template <class Change>
Scenario change_steps(const Scenario& scenario, Change change) {
    Scenario changed = scenario;
    changed.steps.clear();
    for (const auto& step : scenario.steps) {
        if (auto verb = change(step.verb)) changed.steps.push_back({step.line, std::move(*verb)});
    }
    return changed;
}

/// A race of those that are left.
std::optional<Verb> race_of(std::vector<Send> sends) {
    if (sends.empty()) return std::nullopt;
    if (sends.size() == 1) return std::move(sends.front());
    return scenario::Race{std::move(sends)};
}

/// The sends of a step that is one or has several; nothing: it is neither.
std::vector<Send> sends_of(const Verb& verb) {
    if (const auto* send = std::get_if<Send>(&verb)) return {*send};
    if (const auto* race = std::get_if<scenario::Race>(&verb)) return race->sends;
    return {};
}

bool names(const fault::LinkName& link, const std::string& a, const std::string& b) {
    return (link.a == a && link.b == b) || (link.a == b && link.b == a);
}

fault::LinkName ends_of(const fault::Where& where) {
    if (const auto* link = std::get_if<fault::LinkName>(&where)) return *link;
    const auto& direction = std::get<fault::DirectionName>(where);
    return {direction.from, direction.to};
}

/// The link that a fault is done to; nothing: to none.
std::optional<fault::LinkName> link_of(const fault::Action& action) {
    return std::visit(
        [](const auto& what) -> std::optional<fault::LinkName> {
            if constexpr (requires { what.link; }) {
                return what.link;
            } else if constexpr (requires { what.where; }) {
                return ends_of(what.where);
            } else {
                return std::nullopt;
            }
        },
        action);
}

/// Takes a server out of groups. False: then there are no two groups any more.
bool leave_groups(std::vector<std::vector<std::string>>& groups, const std::string& server) {
    for (auto& group : groups) std::erase(group, server);
    std::erase_if(groups, [](const auto& group) { return group.empty(); });
    return groups.size() > 1;
}

/// What is left of a step without a server.
struct WithoutServer {
    const std::string& server;

    std::optional<Verb> operator()(const Send& send) const { return keep(send, send.to != server); }
    std::optional<Verb> operator()(const scenario::Race& race) const {
        auto sends = race.sends;
        std::erase_if(sends, [&](const Send& send) { return send.to == server; });
        return race_of(std::move(sends));
    }
    std::optional<Verb> operator()(const scenario::RecordIs& record) const {
        return keep(record, record.at != server);
    }
    std::optional<Verb> operator()(const fault::Fault& fault) const {
        auto changed = fault;
        const bool is_left = std::visit([&](auto& what) { return is_left_of(what); }, changed.action);
        return keep(changed, is_left);
    }
    template <class Other>
    std::optional<Verb> operator()(const Other& other) const {
        return other;
    }

private:
    static std::optional<Verb> keep(const Verb& verb, bool is_kept) {
        return is_kept ? std::optional(verb) : std::nullopt;
    }

    template <class What>
    bool is_left_of(What& what) const {
        if constexpr (requires { what.server; }) {
            if (what.server == server) return false;
        }
        if constexpr (requires { what.groups; }) return leave_groups(what.groups, server);
        const auto link = link_of(what);
        return !link || (link->a != server && link->b != server);
    }
};

bool is_of_client(const std::string& line, const std::string& client) {
    const auto fields = core::split_fields(line);
    return fields.count > 1 && fields.field[1] == client;
}

/// Shape: the field is there.
void replace_second_field(std::string& line, const std::string& field, const std::string& with) {
    const auto begin = core::split_fields(line).field[1].data() - line.data();
    line.replace(static_cast<std::size_t>(begin), field.size(), with);
}

}  // namespace

Scenario without_steps(const Scenario& scenario, std::size_t begin, std::size_t count) {
    Scenario changed = scenario;
    const auto first = changed.steps.begin() + offset(begin);
    nanoseconds waited{};
    for (auto step = first; step != first + offset(count); ++step) {
        if (const auto* wait = std::get_if<scenario::Wait>(&step->verb)) waited += wait->duration;
    }
    const auto rest = changed.steps.erase(first, first + offset(count));
    if (waited.count() == 0) return changed;
    auto* next = rest == changed.steps.end() ? nullptr : std::get_if<scenario::Wait>(&rest->verb);
    if (next) {
        next->duration += waited;
    } else {
        changed.steps.insert(rest, {0, scenario::Wait{waited}});
    }
    return changed;
}

Scenario without_wait(const Scenario& scenario, std::size_t step) {
    Scenario changed = scenario;
    changed.steps.erase(changed.steps.begin() + offset(step));
    return changed;
}

Scenario without_server(const Scenario& scenario, std::size_t server) {
    const std::string name = scenario.config.servers[server].name;
    auto changed =
        change_steps(scenario, [&](const Verb& verb) { return std::visit(WithoutServer{name}, verb); });
    changed.config.servers.erase(changed.config.servers.begin() + offset(server));
    std::erase_if(changed.config.links,
                  [&](const config::Link& link) { return link.a == server || link.b == server; });
    for (auto& link : changed.config.links) {
        if (link.a > server) --link.a;
        if (link.b > server) --link.b;
    }
    return changed;
}

Scenario without_link(const Scenario& scenario, std::size_t link) {
    const config::Link ends = scenario.config.links[link];
    const auto& servers = scenario.config.servers;
    auto changed = change_steps(scenario, [&](const Verb& verb) -> std::optional<Verb> {
        const auto* fault = std::get_if<fault::Fault>(&verb);
        const auto faulty = fault ? link_of(fault->action) : std::nullopt;
        if (faulty && names(*faulty, servers[ends.a].name, servers[ends.b].name)) return std::nullopt;
        return verb;
    });
    changed.config.links.erase(changed.config.links.begin() + offset(link));
    return changed;
}

std::size_t count_lines(const Verb& verb) {
    std::size_t count = 0;
    for (const auto& send : sends_of(verb)) count += send.lines.size();
    return count;
}

Scenario without_line(const Scenario& scenario, std::size_t step, std::size_t line) {
    auto sends = sends_of(scenario.steps[step].verb);
    for (auto send = sends.begin(); send != sends.end(); ++send) {
        if (line >= send->lines.size()) {
            line -= send->lines.size();
            continue;
        }
        send->lines.erase(send->lines.begin() + offset(line));
        send->expect.reset();
        if (send->lines.empty()) sends.erase(send);
        break;
    }
    Scenario changed = scenario;
    if (auto verb = race_of(std::move(sends))) {
        changed.steps[step].verb = std::move(*verb);
        return changed;
    }
    return without_steps(scenario, step, 1);
}

Scenario without_client(const Scenario& scenario, const std::string& client) {
    return change_steps(scenario, [&](const Verb& verb) -> std::optional<Verb> {
        auto sends = sends_of(verb);
        if (!sends.empty()) {
            for (auto& send : sends)
                std::erase_if(send.lines,
                              [&](const std::string& line) { return is_of_client(line, client); });
            std::erase_if(sends, [](const Send& send) { return send.lines.empty(); });
            return race_of(std::move(sends));
        }
        const auto* converged = std::get_if<scenario::Converged>(&verb);
        if (converged && converged->client == client) return std::nullopt;
        return verb;
    });
}

Scenario with_renamed_client(const Scenario& scenario, const std::string& client, const std::string& name) {
    return change_steps(scenario, [&](const Verb& verb) -> std::optional<Verb> {
        auto sends = sends_of(verb);
        for (auto& send : sends) {
            for (auto& line : send.lines) {
                if (is_of_client(line, client)) replace_second_field(line, client, name);
            }
        }
        if (!sends.empty()) return race_of(std::move(sends));
        const auto* converged = std::get_if<scenario::Converged>(&verb);
        if (converged && converged->client == client) return scenario::Converged{name};
        return verb;
    });
}

std::vector<std::string> find_clients(const Scenario& scenario) {
    std::vector<std::string> clients;
    for (const auto& step : scenario.steps) {
        for (const auto& send : sends_of(step.verb)) {
            for (const auto& line : send.lines) {
                const auto fields = core::split_fields(line);
                if (fields.count > 1) clients.emplace_back(fields.field[1]);
            }
        }
    }
    std::sort(clients.begin(), clients.end());
    clients.erase(std::unique(clients.begin(), clients.end()), clients.end());
    return clients;
}

}  // namespace herd::swarm

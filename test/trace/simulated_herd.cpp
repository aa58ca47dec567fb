#include "simulated_herd.hpp"

#include <algorithm>
#include <limits>

namespace herd::test {

using trace::Event;
using trace::Kind;

namespace {

using namespace std::chrono_literals;

constexpr nanoseconds turn = 1us;  // between what one server does and what it does next

}  // namespace

SimulatedHerd::SimulatedHerd(std::vector<std::string> names, Links links) {
    trace_.servers = std::move(names);
    trace_.links = std::move(links);
    for (auto& [a, b] : trace_.links) {
        if (a > b) std::swap(a, b);
    }
    std::sort(trace_.links.begin(), trace_.links.end());
    servers_.resize(trace_.servers.size());
    for (ServerIndex server = 0; server < servers_.size(); ++server) record(Kind::started, server);
    for (const auto& [a, b] : trace_.links) {
        // Not all the same, so that what happens has an order.
        directions_[{a, b}].delay = 40us + 3us * a + 2us * b;
        directions_[{b, a}].delay = 41us + 2us * a + 3us * b;
        bring_up(a, b);
    }
    run(2ms);
}

SimulatedHerd SimulatedHerd::ring() {
    return SimulatedHerd({"Alford", "Ball", "Hamilton", "Holiday", "Welsh"},
                         {{0, 2}, {0, 4}, {1, 3}, {1, 4}, {2, 3}});
}

SimulatedHerd SimulatedHerd::grid(std::size_t side) {
    std::vector<std::string> names;
    Links links;
    for (ServerIndex i = 0; i < side * side; ++i) {
        names.push_back((i < 10 ? "S0" : "S") + std::to_string(i));
        if (i % side + 1 < side) links.emplace_back(i, i + 1);
        if (i + side < side * side) links.emplace_back(i, i + side);
    }
    return {std::move(names), std::move(links)};
}

core::ServerIndex SimulatedHerd::index(std::string_view name) const {
    const auto found = std::find(trace_.servers.begin(), trace_.servers.end(), name);
    return static_cast<ServerIndex>(found - trace_.servers.begin());
}

Event& SimulatedHerd::record(Kind kind, ServerIndex server, std::optional<ServerIndex> peer,
                             std::string detail) {
    Event event;
    event.seq = trace_.events.size() + 1;
    event.t = now_;
    event.lamport = ++servers_[server].lamport;
    event.kind = kind;
    event.server = server;
    event.peer = peer;
    event.detail = std::move(detail);
    trace_.events.push_back(std::move(event));
    return trace_.events.back();
}

void SimulatedHerd::record_update(Kind kind, ServerIndex server, std::optional<ServerIndex> peer,
                                  const Record& record) {
    Event& event = this->record(kind, server, peer);
    event.client = record.update.client;
    event.time = record.update.time;
    event.origin = record.update.origin;
    event.receipt = record.update.receipt;
    event.hop = record.hop;
    event.is_resync = record.is_resync && kind != Kind::forwarded && kind != Kind::resynced;
}

void SimulatedHerd::send(std::string_view server, std::string_view client, std::string_view time) {
    const auto at = index(server);
    if (!servers_[at].is_running) return;
    const trace::UpdateId update{std::string(client), std::string(time), at, wall_ + now_};
    const Record record{update, 0, 0, false, {}};
    record_update(Kind::received, at, std::nullopt, record);
    now_ += turn;
    offer(at, std::nullopt, record);
}

void SimulatedHerd::offer(ServerIndex server, std::optional<ServerIndex> from, Record record) {
    auto& store = servers_[server].store;
    const auto known = store.find(record.update.client);
    Kind outcome = Kind::accepted;
    if (known != store.end()) {
        const auto order = compare_age(record.update, known->second, trace_);
        if (order == 0) outcome = Kind::duplicate;
        if (order < 0) outcome = Kind::stale;
    }
    record_update(outcome, server, from, record);
    if (outcome != Kind::accepted) return;
    store.insert_or_assign(record.update.client, record.update);
    ++record.hop;
    record.is_resync = false;
    for (const auto& [direction, unused] : directions_) {
        if (direction.first != server || direction.second == from || !is_up(server, direction.second))
            continue;
        now_ += turn;
        record_update(Kind::forwarded, server, direction.second, record);
        push(server, direction.second, record);
    }
}

void SimulatedHerd::push(ServerIndex from, ServerIndex to, Record record) {
    Direction& direction = directions_[{from, to}];
    record.lamport = servers_[from].lamport;
    record.due = std::max(now_ + direction.delay, direction.last_due + turn);
    direction.last_due = record.due;
    direction.queue.push_back(std::move(record));
}

void SimulatedHerd::deliver(ServerIndex from, ServerIndex to, Record record) {
    Server& server = servers_[to];
    if (server.is_paused) {
        server.waiting.push_back(std::move(record));
        server.waiting_from.push_back(from);
        return;
    }
    server.lamport = std::max(server.lamport, record.lamport);
    record_update(Kind::delivered, to, from, record);
    now_ += turn;
    offer(to, from, std::move(record));
}

/// Does what is due next, if it is due by then.
bool SimulatedHerd::step(nanoseconds until) {
    auto next = directions_.end();
    for (auto at = directions_.begin(); at != directions_.end(); ++at) {
        if (at->second.queue.empty() || at->second.is_stalled) continue;
        if (next == directions_.end() || at->second.queue.front().due < next->second.queue.front().due)
            next = at;
    }
    if (next == directions_.end() || next->second.queue.front().due > until) return false;
    Record record = std::move(next->second.queue.front());
    next->second.queue.pop_front();
    now_ = std::max(now_, record.due);
    deliver(next->first.first, next->first.second, std::move(record));
    return true;
}

void SimulatedHerd::run(nanoseconds time) {
    const auto until = now_ + time;
    while (step(until)) {
    }
    now_ = std::max(now_, until);
}

void SimulatedHerd::settle() {
    while (step(nanoseconds::max())) {
    }
    now_ += 1ms;
}

void SimulatedHerd::take_down(ServerIndex a, ServerIndex b, const std::string& why) {
    if (!is_up(a, b)) return;
    up_.erase(std::minmax(a, b));
    for (const auto& [from, to] : {Name{a, b}, Name{b, a}}) {
        directions_[{from, to}].queue.clear();
        if (servers_[from].is_running) record(Kind::link_down, from, to, why);
    }
    now_ += turn;
}

void SimulatedHerd::bring_up(ServerIndex a, ServerIndex b) {
    if (is_up(a, b) || cut_.count(std::minmax(a, b)) > 0) return;
    if (!servers_[a].is_running || !servers_[b].is_running) return;
    up_[std::minmax(a, b)] = true;
    record(Kind::link_up, a, b);
    now_ += turn;
    record(Kind::link_up, b, a);
    for (const auto& [from, to] : {Name{a, b}, Name{b, a}}) {
        for (const auto& [client, update] : servers_[from].store) {
            const auto known = servers_[to].store.find(client);
            if (known != servers_[to].store.end() && known->second == update) continue;
            const Record record{update, 1, 0, true, {}};
            now_ += turn;
            record_update(Kind::resynced, from, to, record);
            push(from, to, record);
        }
    }
}

void SimulatedHerd::cut(std::string_view a, std::string_view b) {
    record(Kind::fault_set, index(a), index(b), "cut");
    cut_[std::minmax(index(a), index(b))] = true;
    take_down(index(a), index(b), "cut");
}

void SimulatedHerd::heal(std::string_view a, std::string_view b) {
    record(Kind::fault_lifted, index(a), index(b), "cut");
    cut_.erase(std::minmax(index(a), index(b)));
    now_ += 200us;
    bring_up(index(a), index(b));
}

void SimulatedHerd::stall(std::string_view from, std::string_view to) {
    record(Kind::fault_set, index(from), index(to), "stall");
    directions_[{index(from), index(to)}].is_stalled = true;
}

void SimulatedHerd::release(std::string_view from, std::string_view to) {
    record(Kind::fault_lifted, index(from), index(to), "stall");
    directions_[{index(from), index(to)}].is_stalled = false;
}

void SimulatedHerd::stop(std::string_view server) {
    const auto at = index(server);
    record(Kind::stopped, at);
    servers_[at].is_running = false;
    for (const auto& [a, b] : trace_.links) {
        if (a == at || b == at) take_down(a, b, "closed by the neighbour");
    }
}

void SimulatedHerd::crash(std::string_view server) {
    const auto at = index(server);
    record(Kind::crashed, at);
    servers_[at].is_running = false;
    servers_[at].store.clear();
    for (const auto& [a, b] : trace_.links) {
        if (a == at || b == at) take_down(a, b, "reset by the neighbour");
    }
}

void SimulatedHerd::start(std::string_view server) {
    const auto at = index(server);
    servers_[at].is_running = true;
    servers_[at].store.clear();
    record(Kind::started, at);
    now_ += 300us;
    for (const auto& [a, b] : trace_.links) {
        if (a == at || b == at) bring_up(a, b);
    }
}

void SimulatedHerd::pause(std::string_view server) {
    record(Kind::fault_set, index(server), std::nullopt, "paused");
    servers_[index(server)].is_paused = true;
}

void SimulatedHerd::resume(std::string_view server) {
    const auto at = index(server);
    record(Kind::fault_lifted, at, std::nullopt, "paused");
    servers_[at].is_paused = false;
    auto waiting = std::exchange(servers_[at].waiting, {});
    auto from = std::exchange(servers_[at].waiting_from, {});
    for (std::size_t i = 0; i < waiting.size(); ++i) deliver(from[i], at, std::move(waiting[i]));
}

void SimulatedHerd::set_delay(std::string_view a, std::string_view b, nanoseconds delay) {
    directions_[{index(a), index(b)}].delay = delay;
    directions_[{index(b), index(a)}].delay = delay;
}

}  // namespace herd::test

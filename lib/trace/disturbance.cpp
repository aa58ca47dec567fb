#include "trace/disturbance.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "trace/update.hpp"

namespace herd::trace {
namespace {

using core::ServerIndex;
using Place = std::optional<std::size_t>;

// Faults that are open at once; of more, the oldest are taken to last to the end.
constexpr std::size_t most_faults = 1000;

/// Goes through the events and keeps what is open.
class DisturbanceFinder {
public:
    explicit DisturbanceFinder(const Trace& trace) : trace_(trace) {}

    std::vector<Disturbance> find() {
        set_beginnings();
        for (std::size_t i = 0; i < trace_.events.size(); ++i) on_event(i);
        std::stable_sort(found_.begin(), found_.end(), [](const Disturbance& a, const Disturbance& b) {
            return a.begin.value_or(0) < b.begin.value_or(0);
        });
        return std::move(found_);
    }

private:
    struct Link {
        bool is_down[2] = {false, false};  // the lesser end, the greater
        Place open;                        // what of `found_` is going on
    };

    static std::pair<ServerIndex, ServerIndex> link_of(const Event& event) {
        return std::minmax(event.server, *event.peer);
    }

    void set_beginnings();
    void on_event(std::size_t i);
    void on_link(std::size_t i, bool is_down);
    void set_end(std::pair<ServerIndex, ServerIndex> name, Link& link, bool is_greater, bool is_down,
                 Place event, const std::string& what);
    void on_server(std::size_t i);
    void on_fault_set(std::size_t i);
    void on_fault_lifted(std::size_t i);

    std::size_t open(Disturbance::Kind kind, ServerIndex server, std::optional<ServerIndex> peer,
                     std::string what, Place begin) {
        found_.push_back({kind, server, peer, std::move(what), begin, std::nullopt});
        return found_.size() - 1;
    }
    void close(Place& open, Place event) {
        if (open) found_[*open].end = event;
        open.reset();
    }

    const Trace& trace_;
    std::vector<Disturbance> found_;
    std::map<std::pair<ServerIndex, ServerIndex>, Link> links_;
    std::map<ServerIndex, std::set<std::pair<ServerIndex, ServerIndex>>> up_;  // links whose end is up here
    std::map<ServerIndex, Place> servers_;
    std::vector<std::size_t> faults_;  // those that are open
};

/// What comes up first was down before, and who starts first did not run.
void DisturbanceFinder::set_beginnings() {
    std::map<std::pair<ServerIndex, ServerIndex>, bool> ends;  // of a link, seen from its first server
    for (const auto& event : trace_.events) {
        if (event.kind == Kind::link_up || event.kind == Kind::link_down) {
            if (event.peer) ends.try_emplace({event.server, *event.peer}, event.kind == Kind::link_up);
        } else if (event.kind == Kind::started || event.kind == Kind::stopped ||
                   event.kind == Kind::crashed) {
            const auto [entry, is_first] = servers_.try_emplace(event.server);
            if (is_first && event.kind == Kind::started)
                entry->second = open(Disturbance::Kind::stopped, event.server, {}, "", {});
        }
    }
    for (const auto& [end, is_down] : ends) {
        const auto name = std::minmax(end.first, end.second);
        up_[name.first].insert(name);
        up_[name.second].insert(name);
    }
    for (const auto& [end, is_down] : ends) {
        const auto name = std::minmax(end.first, end.second);
        set_end(name, links_[name], end.first > end.second, is_down, {}, "");
    }
}

void DisturbanceFinder::set_end(std::pair<ServerIndex, ServerIndex> name, Link& link, bool is_greater,
                                bool is_down, Place event, const std::string& what) {
    const bool was_down = link.is_down[0] || link.is_down[1];
    link.is_down[is_greater ? 1 : 0] = is_down;
    auto& up = up_[is_greater ? name.second : name.first];
    if (is_down) {
        up.erase(name);
    } else {
        up.insert(name);
    }
    const bool now_down = link.is_down[0] || link.is_down[1];
    if (!was_down && now_down) {
        const auto [from, to] = is_greater ? std::pair(name.second, name.first) : name;
        link.open = open(Disturbance::Kind::link_down, from, to, what, event);
    } else if (was_down && !now_down) {
        close(link.open, event);
    }
}

void DisturbanceFinder::on_link(std::size_t i, bool is_down) {
    const Event& event = trace_.events[i];
    if (!event.peer) return;
    const auto name = link_of(event);
    set_end(name, links_[name], event.server > *event.peer, is_down, i, format_printable(event.detail));
}

void DisturbanceFinder::on_server(std::size_t i) {
    const Event& event = trace_.events[i];
    Place& place = servers_[event.server];
    close(place, i);
    if (event.kind == Kind::started) return;
    const bool has_crashed = event.kind == Kind::crashed;
    place = open(has_crashed ? Disturbance::Kind::crashed : Disturbance::Kind::stopped, event.server, {},
                 format_printable(event.detail), i);
    // Whether it says so or not, its ends of its links are down.
    for (const auto& name : std::set(up_[event.server])) {
        set_end(name, links_[name], name.second == event.server, true, i, "");
    }
}

void DisturbanceFinder::on_fault_set(std::size_t i) {
    const Event& event = trace_.events[i];
    Disturbance fault{
        Disturbance::Kind::fault, event.server, event.peer, format_printable(event.detail), i, std::nullopt};
    if (!event.peer && (fault.verb() == "pause" || fault.verb() == "paused"))
        fault.kind = Disturbance::Kind::paused;
    // The same kind of fault at the same place replaces the one before.
    const auto is_replaced = [&](std::size_t open) {
        const auto& other = found_[open];
        if (other.server != fault.server || other.peer != fault.peer || other.verb() != fault.verb())
            return false;
        found_[open].end = i;
        return true;
    };
    faults_.erase(std::remove_if(faults_.begin(), faults_.end(), is_replaced), faults_.end());
    if (faults_.size() == most_faults) faults_.erase(faults_.begin());
    faults_.push_back(found_.size());
    found_.push_back(std::move(fault));
}

void DisturbanceFinder::on_fault_lifted(std::size_t i) {
    const Event& event = trace_.events[i];
    const Disturbance lifted{Disturbance::Kind::fault,       event.server, event.peer,
                             format_printable(event.detail), std::nullopt, i};
    const auto is_it = [&](std::size_t open, bool to_the_letter) {
        const auto& other = found_[open];
        const bool is_there =
            lifted.peer ? other.is_of_link(lifted.server, *lifted.peer) : other.server == lifted.server;
        return is_there && lifted.peer.has_value() == other.peer.has_value() &&
               (to_the_letter ? other.what == lifted.what && other.server == lifted.server
                              : other.verb() == lifted.verb());
    };
    for (const bool to_the_letter : {true, false}) {
        const auto open = std::find_if(faults_.rbegin(), faults_.rend(),
                                       [&](std::size_t fault) { return is_it(fault, to_the_letter); });
        if (open == faults_.rend()) continue;
        found_[*open].end = i;
        faults_.erase(std::next(open).base());
        return;
    }
    found_.push_back(lifted);
}

void DisturbanceFinder::on_event(std::size_t i) {
    switch (trace_.events[i].kind) {
        case Kind::link_up:
            return on_link(i, false);
        case Kind::link_down:
            return on_link(i, true);
        case Kind::started:
        case Kind::stopped:
        case Kind::crashed:
            return on_server(i);
        case Kind::fault_set:
            return on_fault_set(i);
        case Kind::fault_lifted:
            return on_fault_lifted(i);
        default:
            return;
    }
}

/// What a fault is, and on what, unless it says so itself.
std::string format_fault(const Disturbance& fault, const Trace& trace) {
    const std::string& server = trace.servers[fault.server];
    if (fault.what.find(server) != std::string::npos) return fault.what;
    return fault.what + " on " + (fault.peer ? server + "-" + trace.servers[*fault.peer] : server);
}

}  // namespace

bool Disturbance::cuts() const {
    constexpr std::array<std::string_view, 5> verbs{"cut", "flap", "drop", "drop_first", "refuse"};
    return kind == Kind::fault && std::find(verbs.begin(), verbs.end(), verb()) != verbs.end();
}

bool Disturbance::concerns(core::ServerIndex from, core::ServerIndex to) const {
    if (kind == Kind::paused) return server == from || server == to;
    if (kind != Kind::fault || !is_of_link(from, to)) return false;
    // A queue is of one end. Of other faults the trace may not tell whether they are of both directions.
    const bool has_direction = verb() == "queue" || what.find("->") != std::string::npos;
    return !has_direction || server == from;
}

std::vector<Disturbance> find_disturbances(const Trace& trace) {
    return DisturbanceFinder(trace).find();
}

std::string format_disturbance(const Disturbance& disturbance, const Trace& trace) {
    const std::string server = trace.servers[disturbance.server];
    const std::string why = disturbance.what.empty() ? "" : ": " + disturbance.what;
    switch (disturbance.kind) {
        case Disturbance::Kind::link_down:
            return "the link " + server + "-" + trace.servers[*disturbance.peer] + " is down" + why;
        case Disturbance::Kind::stopped:
            return server + (disturbance.begin ? " is stopped" : " has not started yet");
        case Disturbance::Kind::crashed:
            return server + " has crashed";
        case Disturbance::Kind::paused:
            return server + " is paused";
        case Disturbance::Kind::fault:
            return format_fault(disturbance, trace);
    }
    return {};
}

}  // namespace herd::trace

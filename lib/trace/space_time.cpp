#include "trace/space_time.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

#include "trace/message.hpp"

namespace herd::trace {
namespace {

// What a server does later than this is something else that it does.
constexpr nanoseconds longest_step = std::chrono::milliseconds(1);

class Maker {
public:
    Maker(const Trace& trace, const Selection& selection, std::size_t most_steps)
        : trace_(trace),
          selection_(selection),
          most_steps_(most_steps),
          step_of_(trace.events.size()),
          last_(trace.servers.size()) {}

    SpaceTime make() {
        made_.end = trace_.events.size();
        made_.begin = find_begin();
        for (std::size_t i = made_.begin; i < trace_.events.size(); ++i) {
            if (!selection_.has(trace_.events[i])) continue;
            if (i >= made_.end) {
                ++made_.left_out;
            } else {
                add_event(i);
            }
        }
        made_.disturbances = find_disturbances(trace_);
        find_losses();
        add_arrows();
        const auto is_elsewhere = [this](const Disturbance& disturbance) {
            return disturbance.begin.value_or(0) >= made_.end ||
                   (disturbance.end && *disturbance.end < made_.begin);
        };
        made_.disturbances.erase(
            std::remove_if(made_.disturbances.begin(), made_.disturbances.end(), is_elsewhere),
            made_.disturbances.end());
        return std::move(made_);
    }

private:
    std::size_t find_begin() const;
    void add_event(std::size_t i);
    void find_losses();
    void add_arrows();
    bool is_lost(const Event& sent, std::size_t place) const;
    std::size_t find_update(const Event& event);

    const Trace& trace_;
    const Selection& selection_;
    std::size_t most_steps_;
    SpaceTime made_;
    std::unordered_map<std::string, std::size_t> updates_;
    std::size_t others_ = 0;  // events that are about no update
    std::map<std::pair<core::ServerIndex, core::ServerIndex>, std::size_t> losses_;
    std::vector<std::optional<std::size_t>> step_of_;  // each event
    std::vector<std::optional<std::size_t>> last_;     // step of each server
};

/// The first event that is selected, without those with which a herd starts.
std::size_t Maker::find_begin() const {
    for (std::size_t i = count_start_events(trace_); i < trace_.events.size(); ++i) {
        if (selection_.has(trace_.events[i])) return i;
    }
    return trace_.events.size();
}

std::size_t Maker::find_update(const Event& event) {
    const std::string key = event.time + " " + std::to_string(event.origin.value_or(0)) + " " +
                            std::to_string(event.receipt.time_since_epoch().count()) + " " + event.client;
    const auto [entry, is_new] = updates_.try_emplace(key, made_.updates.size());
    if (is_new) made_.updates.push_back(*update_of(event));
    return entry->second;
}

void Maker::add_event(std::size_t i) {
    const Event& event = trace_.events[i];
    if (!event.origin || event.client.empty()) {
        last_[event.server].reset();
        if (others_++ < most_steps_) return;
        made_.end = i;
        ++made_.left_out;
        return;
    }
    const std::size_t update = find_update(event);
    auto& last = last_[event.server];
    if (last) {
        Step& step = made_.steps[*last];
        const bool is_same = step.update == update && event.t - trace_.events[step.last].t <= longest_step;
        const bool goes_on =
            (is_outcome(event.kind) && !is_outcome(step.kind) && !is_sent(trace_.events[step.first])) ||
            (event.kind == Kind::forwarded && step.kind != Kind::resynced) ||
            (event.kind == Kind::resynced && step.kind == Kind::resynced);
        if (is_same && goes_on) {
            if (is_outcome(event.kind)) step.kind = event.kind;
            step.last = i;
            step_of_[i] = last;
            return;
        }
    }
    if (made_.steps.size() == most_steps_) {
        made_.end = i;
        ++made_.left_out;
        return;
    }
    last = made_.steps.size();
    step_of_[i] = last;
    made_.steps.push_back({event.server, update, i, i, event.kind, event.kind == Kind::received});
}

/// When it last happened that what was on its way was lost.
void Maker::find_losses() {
    for (const auto& disturbance : made_.disturbances) {
        if (!disturbance.begin) continue;
        const auto note = [&](core::ServerIndex from, core::ServerIndex to) {
            auto& last = losses_[{from, to}];
            last = std::max(last, *disturbance.begin);
        };
        switch (disturbance.kind) {
            case Disturbance::Kind::link_down:
                note(disturbance.server, *disturbance.peer);
                note(*disturbance.peer, disturbance.server);
                break;
            case Disturbance::Kind::crashed:
            case Disturbance::Kind::stopped:
                note(disturbance.server, disturbance.server);
                break;
            case Disturbance::Kind::fault:
                if (disturbance.peer && disturbance.verb() == "queue")
                    note(disturbance.server, *disturbance.peer);
                break;
            case Disturbance::Kind::paused:
                break;
        }
    }
}

/// Whether a message that did not arrive cannot do so any more.
bool Maker::is_lost(const Event& sent, std::size_t place) const {
    const auto is_later = [&](core::ServerIndex from, core::ServerIndex to) {
        const auto last = losses_.find({from, to});
        return last != losses_.end() && last->second > place;
    };
    return is_later(sent.server, *sent.peer) || is_later(*sent.peer, *sent.peer);
}

void Maker::add_arrows() {
    for (const auto& message : match_messages(trace_)) {
        const auto from = message.sent ? step_of_[*message.sent] : std::nullopt;
        const auto to = message.arrived ? step_of_[*message.arrived] : std::nullopt;
        if (!from && !to) continue;
        const Event& event = trace_.events[from ? *message.sent : *message.arrived];
        Arrow arrow;
        arrow.from = from;
        arrow.to = to;
        arrow.source = *source_of(event);
        arrow.destination = *destination_of(event);
        arrow.update = made_.steps[from ? *from : *to].update;
        arrow.hop = event.hop;
        arrow.is_resync = event.kind == Kind::resynced || event.is_resync;
        arrow.is_lost = !message.arrived && is_lost(event, *message.sent);
        made_.arrows.push_back(arrow);
    }
}

}  // namespace

SpaceTime make_space_time(const Trace& trace, const Selection& selection, std::size_t most_steps) {
    return Maker(trace, selection, most_steps).make();
}

}  // namespace herd::trace

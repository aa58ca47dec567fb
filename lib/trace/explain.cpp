#include "trace/explain.hpp"

#include <algorithm>

#include "trace/elapsed.hpp"
#include "trace/history.hpp"

namespace herd::trace {
namespace {

using core::ServerIndex;
using Has = ServerExplanation::Has;

// Duplicates that are told of one by one.
constexpr std::size_t most_duplicates = 8;

/// Finds the reasons for one server.
class Explainer {
public:
    Explainer(const History& history, ServerIndex server)
        : history_(history), trace_(history.trace()), server_(server) {}

    ServerExplanation explain() {
        const auto& holding = history_.holding(server_);
        const Disturbance* outage = history_.outage(server_);
        const bool is_down = outage && outage->kind != Disturbance::Kind::paused;
        if (!is_down) found_.record = holding.record;
        if (found_.record) found_.has = history_.has_newest(server_) ? Has::newest : Has::older;
        if (outage) add(format_outage(*outage));
        if (is_down) {
            add_former(holding);
        } else if (found_.has == Has::newest) {
            add_arrival(holding);
        } else {
            add_missing(holding);
        }
        return std::move(found_);
    }

private:
    void add(std::string why) { found_.why.push_back(std::move(why)); }
    std::string name(std::optional<ServerIndex> server) const {
        return server ? trace_.servers[*server] : "a client";
    }
    std::string link_name(ServerIndex a, ServerIndex b) const { return name(a) + "-" + name(b); }
    std::string at(std::size_t event) const { return format_offset(history_.at(event)); }

    std::string format_outage(const Disturbance& outage) const;
    std::string format_down(const Disturbance& down) const;
    std::string format_cause(const Disturbance& down) const;
    std::string format_restart(std::size_t before) const;
    void add_former(const Holding& holding);
    void add_arrival(const Holding& holding);
    void add_delay(std::size_t delivered);
    void add_duplicates(std::size_t arrival);
    void add_missing(const Holding& holding);
    std::string find_missing(ServerIndex neighbour) const;
    std::string find_undelivered(ServerIndex neighbour, std::size_t sent) const;
    std::string find_unsent(ServerIndex neighbour, std::size_t has_it_since) const;

    const History& history_;
    const Trace& trace_;
    ServerIndex server_;
    ServerExplanation found_;
};

std::string Explainer::format_outage(const Disturbance& outage) const {
    if (!outage.begin) return "was not started";
    const std::string since = " at " + at(*outage.begin);
    switch (outage.kind) {
        case Disturbance::Kind::crashed:
            return "crashed" + since + " and was not started again";
        case Disturbance::Kind::paused:
            return "paused since " + at(*outage.begin);
        default:
            return "stopped" + since + " and was not started again";
    }
}

/// The fault that took a link down, or else what the link said.
std::string Explainer::format_cause(const Disturbance& down) const {
    const std::size_t begin = down.begin.value_or(0);
    for (const auto* fault : history_.faults(down.server, *down.peer, begin, begin)) {
        if (fault->cuts()) return " (" + fault->what + ")";
    }
    return down.what.empty() ? "" : " (" + down.what + ")";
}

std::string Explainer::format_down(const Disturbance& down) const {
    const std::string link = "the link " + link_name(down.server, *down.peer);
    const std::string cause = format_cause(down);
    if (!down.begin && !down.end) return link + " was never up" + cause;
    if (!down.begin) return link + " was not up before " + at(*down.end) + cause;
    if (!down.end) return link + " is down since " + at(*down.begin) + cause;
    return link + " was down from " + at(*down.begin) + " to " + at(*down.end) + cause;
}

/// How it came that the server had forgotten everything; empty if it had not.
std::string Explainer::format_restart(std::size_t before) const {
    std::string text;
    const std::size_t first = history_.spread().events.front();
    for (const auto* outage : history_.outages(server_)) {
        if (outage->kind == Disturbance::Kind::paused || !outage->end) continue;
        if (*outage->end < first || *outage->end > before) continue;
        if (!outage->begin) {
            text = "was not started before " + at(*outage->end);
            continue;
        }
        text = (outage->kind == Disturbance::Kind::crashed ? "crashed at " : "stopped at ") +
               at(*outage->begin) + " and started again at " + at(*outage->end) + " without memory";
    }
    return text;
}

/// What a server that does not run had.
void Explainer::add_former(const Holding& holding) {
    if (holding.record == history_.spread().update)
        add("had the newest one until then");
    else if (holding.record)
        add("had " + format_update(*holding.record) + " until then");
}

void Explainer::add_arrival(const Holding& holding) {
    // What was accepted came just before, and what was heard of again came behind.
    const Hearing* arrival = nullptr;
    for (const auto& hearing : history_.spread().hearings[server_]) {
        if (!holding.since || hearing.heard <= *holding.since) arrival = &hearing;
    }
    if (!arrival) return;
    found_.arrival = arrival->heard;
    const Event& event = trace_.events[arrival->heard];
    const auto source = source_of(event);
    if (!holding.since) {
        add("had it before the trace begins");
    } else if (!source) {
        add("received it from a client");
    } else {
        const std::string after = format_elapsed(history_.at(arrival->heard)) + " after " +
                                  name(history_.spread().update.origin) + " received it";
        if (event.is_resync) {
            add("got it late, in a resync from " + name(source) + ", " + after);
        } else {
            add("first delivery at hop " + std::to_string(event.hop) + " by way of " + name(source) + ", " +
                after);
        }
        add_delay(arrival->heard);
    }
    add_duplicates(arrival->heard);
}

/// Why it did not come sooner.
void Explainer::add_delay(std::size_t delivered) {
    const Event& event = trace_.events[delivered];
    const std::string restart = format_restart(delivered);
    if (!restart.empty()) add(restart);
    // While it did not run, its links were down.
    if (event.is_resync && restart.empty()) {
        const auto* down = history_.link_down(server_, *event.peer, delivered);
        const bool was_late = down && down->end && *down->end > history_.spread().events.front();
        if (was_late) add(format_down(*down));
    }
    for (const auto neighbour : history_.neighbours(server_)) {
        const auto* lost = history_.last_message(neighbour, server_);
        if (lost && lost->sent && !lost->arrived && *lost->sent < delivered)
            add(find_undelivered(neighbour, *lost->sent));
    }
    const auto* message = history_.message_of(delivered);
    if (!message || !message->sent) return;
    for (const auto* fault : history_.faults(*event.peer, server_, *message->sent, delivered)) {
        add("under way for " + format_elapsed(history_.at(delivered) - history_.at(*message->sent)) + ": " +
            format_disturbance(*fault, trace_));
    }
}

void Explainer::add_duplicates(std::size_t arrival) {
    std::size_t count = 0;
    for (const auto& hearing : history_.spread().hearings[server_]) {
        const bool is_duplicate = hearing.outcome && trace_.events[*hearing.outcome].kind == Kind::duplicate;
        if (!is_duplicate || hearing.heard <= arrival) continue;
        if (++count > most_duplicates) continue;
        add("duplicate from " + name(source_of(trace_.events[hearing.heard])) + " " +
            format_elapsed(history_.at(hearing.heard) - history_.at(arrival)) + " later");
    }
    if (count > most_duplicates) add("and " + std::to_string(count - most_duplicates) + " duplicates more");
}

void Explainer::add_missing(const Holding& holding) {
    if (found_.has == Has::older) {
        add("has an older one: " + found_.record->time + ", which " + name(found_.record->origin) +
            " received");
    }
    if (holding.lost_newest) {
        add(format_restart(*holding.lost_newest) + ", and had it before");
    } else if (const auto restart = format_restart(history_.last_event()); !restart.empty()) {
        add(restart);
    }
    for (const auto& hearing : history_.spread().hearings[server_]) {
        if (!hearing.outcome)
            add("heard of it from " + name(source_of(trace_.events[hearing.heard])) + " at " +
                at(hearing.heard) + ", and did not keep it");
    }
    const auto neighbours = history_.neighbours(server_);
    if (neighbours.empty()) add("has no neighbour");
    for (const auto neighbour : neighbours) add(find_missing(neighbour));
}

/// Why a neighbour did not bring it.
std::string Explainer::find_missing(ServerIndex neighbour) const {
    const auto& holding = history_.holding(neighbour);
    const std::size_t restart = history_.holding(server_).lost_newest.value_or(0);
    const Message* message = history_.last_message(neighbour, server_);
    const bool is_recent = message && message->sent && *message->sent >= restart;
    if (is_recent && !message->arrived) return find_undelivered(neighbour, *message->sent);
    if (is_recent) return name(neighbour) + " sent it at " + at(*message->sent);
    if (!history_.has_newest(neighbour)) return name(neighbour) + " has not got it either";
    return find_unsent(neighbour, std::max(restart, holding.since.value_or(0)));
}

std::string Explainer::find_undelivered(ServerIndex neighbour, std::size_t sent) const {
    const std::string text = name(neighbour) + " sent it at " + at(sent);
    for (const auto* loss : history_.troubles(neighbour, server_)) {
        if (!loss->begin || *loss->begin < sent) continue;
        if (loss->kind == Disturbance::Kind::link_down)
            return text + ", but it was lost: " + format_down(*loss);
        if (loss->verb() == "queue" && loss->concerns(neighbour, server_))
            return text + ", but it was lost: " + loss->what;
    }
    for (const auto* fault : history_.faults(neighbour, server_, history_.last_event(), SIZE_MAX))
        return text + ", and it is held up: " + format_disturbance(*fault, trace_);
    return text + ", and it was under way at the end of the trace";
}

std::string Explainer::find_unsent(ServerIndex neighbour, std::size_t has_it_since) const {
    const auto* down = history_.link_down(neighbour, server_, history_.last_event());
    const bool is_down_since = down && !down->end;
    const bool was_down_then = down && down->end && *down->end >= has_it_since;
    if (is_down_since) return "missed it from " + name(neighbour) + ": " + format_down(*down);
    if (was_down_then)
        return "missed it from " + name(neighbour) + ": " + format_down(*down) +
               ", and it was not resynced since";
    return name(neighbour) + " has it since " + at(has_it_since) + " and did not send it";
}

}  // namespace

std::optional<Explanation> explain(const Trace& trace, std::string_view client) {
    const auto newest = newest_update(trace, client);
    if (!newest) return std::nullopt;
    const History history(trace, *newest);
    Explanation explanation{*newest, {}};
    for (ServerIndex server = 0; server < trace.servers.size(); ++server) {
        explanation.servers.push_back(Explainer(history, server).explain());
    }
    return explanation;
}

}  // namespace herd::trace

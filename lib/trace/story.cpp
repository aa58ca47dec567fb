#include "trace/story.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "trace/disturbance.hpp"
#include "trace/elapsed.hpp"
#include "trace/message.hpp"
#include "trace/spread.hpp"
#include "trace/text_table.hpp"

namespace herd::trace {
namespace {

// More is no story any more.
constexpr std::size_t most_lines = 300;

/// The rows of a story, in the order of its events.
class Story {
public:
    Story(const Trace& trace, const UpdateId& update)
        : trace_(trace),
          spread_(find_spread(trace, update)),
          messages_(match_messages(trace)),
          message_of_(index_messages(trace, messages_)) {
        for (const auto& hearings : spread_.hearings) {
            for (const auto& hearing : hearings) {
                if (hearing.outcome) outcome_of_[hearing.heard] = *hearing.outcome;
            }
        }
        if (!spread_.events.empty()) start_ = trace.events[spread_.events.front()].t;
    }

    std::string format();

private:
    std::string name(std::optional<core::ServerIndex> server) const {
        return server ? trace_.servers[*server] : "a client";
    }
    void add(std::size_t place, std::string text);
    void add_before(std::size_t first);
    void add_event(std::size_t place);
    void add_hearing(std::size_t place);
    std::string format_sending(std::size_t place) const;
    std::string format_tree() const;

    const Trace& trace_;
    Spread spread_;
    std::vector<Message> messages_;
    std::vector<std::optional<std::size_t>> message_of_;
    std::map<std::size_t, std::size_t> outcome_of_;
    std::set<core::ServerIndex> has_heard_;
    nanoseconds start_{};
    TextTable table_{"rlll"};
    std::size_t lines_ = 0;
    std::size_t left_out_ = 0;
};

void Story::add(std::size_t place, std::string text) {
    if (lines_ == most_lines) {
        ++left_out_;
        return;
    }
    ++lines_;
    const Event& event = trace_.events[place];
    table_.add({"  " + format_offset(event.t - start_), "L" + std::to_string(event.lamport),
                trace_.servers[event.server], std::move(text)});
}

/// What was not as it should be when the story begins.
void Story::add_before(std::size_t first) {
    for (const auto& disturbance : find_disturbances(trace_)) {
        const bool is_on = (!disturbance.begin || *disturbance.begin < first) &&
                           (!disturbance.end || *disturbance.end > first);
        if (!is_on || lines_ == most_lines) continue;
        ++lines_;
        const std::string since =
            disturbance.begin ? format_offset(trace_.events[*disturbance.begin].t - start_) : "before";
        table_.add({"  " + since, "", "", format_disturbance(disturbance, trace_)});
    }
}

void Story::add_hearing(std::size_t place) {
    const Event& event = trace_.events[place];
    const auto outcome = outcome_of_.find(place);
    const bool is_first = has_heard_.insert(event.server).second;
    std::string text;
    if (event.kind == Kind::received) {
        text = "received from a client";
    } else {
        text = is_first ? "first heard of it from " : "heard of it again from ";
        text += name(source_of(event)) + " at hop " + std::to_string(event.hop);
        if (event.is_resync) text += ", in a resync";
    }
    if (outcome == outcome_of_.end()) {
        text += ", not kept";
    } else {
        const Kind kind = trace_.events[outcome->second].kind;
        if (kind == Kind::stale) text += ", stale: it has a newer one";
        if (kind == Kind::duplicate) text += ", duplicate";
        if (kind == Kind::accepted && (event.kind == Kind::received || !is_first)) text += ", accepted";
    }
    add(place, text);
}

std::string Story::format_sending(std::size_t place) const {
    const Event& event = trace_.events[place];
    std::string text = "-> " + name(event.peer);
    text += event.kind == Kind::resynced ? " (resync)" : " (hop " + std::to_string(event.hop) + ")";
    if (!messages_[*message_of_[place]].arrived) text += ", which never got it";
    return text;
}

void Story::add_event(std::size_t place) {
    const Event& event = trace_.events[place];
    const bool is_of_story = is_about(event, spread_.update);
    const std::string detail = event.detail.empty() ? "" : ": " + format_printable(event.detail);
    const std::string where = event.peer ? " on the link to " + name(event.peer) : "";
    switch (event.kind) {
        case Kind::received:
        case Kind::delivered:
            if (is_of_story) add_hearing(place);
            return;
        case Kind::accepted:
        case Kind::stale:
        case Kind::duplicate:
            // Told with what came before it, unless the trace has lost that.
            if (is_of_story && outcome_of_.count(place) > 0) add_hearing(place);
            return;
        case Kind::forwarded:
        case Kind::resynced:
            if (is_of_story) add(place, format_sending(place));
            return;
        case Kind::link_up:
            return add(place, "link to " + name(event.peer) + " up" + detail);
        case Kind::link_down:
            return add(place, "link to " + name(event.peer) + " down" + detail);
        case Kind::fault_set:
            return add(place, "fault set" + where + detail);
        case Kind::fault_lifted:
            return add(place, "fault lifted" + where + detail);
        case Kind::started:
        case Kind::stopped:
        case Kind::crashed:
            return add(place, std::string(format_kind(event.kind)) + detail);
    }
}

std::string Story::format_tree() const {
    std::string text = "first deliveries\n";
    TextTable table("ll");
    std::string margin;  // what connects the branches that follow, three letters a level
    const auto branches = find_first_deliveries(trace_, spread_);
    for (std::size_t i = 0; i < std::min(branches.size(), most_lines); ++i) {
        const Branch& branch = branches[i];
        const auto& event = trace_.events[spread_.hearings[branch.server].front().heard];
        std::string line = "  ";
        if (branch.depth > 0) {
            margin.resize(3 * (branch.depth - 1), ' ');
            line += margin + (branch.is_last ? "`- " : "|- ");
            margin += branch.is_last ? "   " : "|  ";
        }
        std::string how = "received";
        if (event.kind != Kind::received)
            how = "hop " + std::to_string(event.hop) + (event.is_resync ? ", resync" : "");
        // The trace does not go back to when the server that it came from heard of it.
        if (branch.depth == 0 && event.peer) how += " from " + name(event.peer);
        table.add({line + trace_.servers[branch.server], how + ", " + format_offset(event.t - start_)});
    }
    text += table.format();
    if (branches.size() > most_lines)
        text += "  ... and " + std::to_string(branches.size() - most_lines) + " servers more\n";
    std::string never;
    for (core::ServerIndex server = 0; server < trace_.servers.size(); ++server) {
        const bool is_origin = server == spread_.update.origin;
        if (spread_.hearings[server].empty() && !is_origin)
            never += (never.empty() ? "" : ", ") + trace_.servers[server];
    }
    if (!never.empty()) text += "  never: " + never + "\n";
    return text;
}

std::string Story::format() {
    const UpdateId& update = spread_.update;
    std::string text = format_update(update) + ", received by " + name(update.origin) + "\n";
    if (!spread_.events.empty()) {
        const auto first = spread_.events.front();
        add_before(first);
        for (auto place = first; place <= spread_.events.back(); ++place) add_event(place);
    }
    text += table_.format();
    if (left_out_ > 0) text += "  ... and " + std::to_string(left_out_) + " lines more\n";
    return text + format_tree() + format_dropped(trace_);
}

}  // namespace

std::string format_story(const Trace& trace, const UpdateId& update) {
    return Story(trace, update).format();
}

std::string format_story(const Trace& trace, std::string_view client) {
    const auto update = newest_update(trace, client);
    if (update) return format_story(trace, *update);
    return "the trace has nothing of " + format_client(client) + "\n" + format_dropped(trace);
}

std::string format_dropped(const Trace& trace) {
    if (trace.dropped == 0) return {};
    return "the trace has lost the " + std::to_string(trace.dropped) +
           (trace.dropped == 1 ? " event" : " events") + " before its first one\n";
}

}  // namespace herd::trace

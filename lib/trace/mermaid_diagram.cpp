#include "trace/mermaid_diagram.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "trace/message.hpp"
#include "trace/update.hpp"

namespace herd::trace {
namespace {

using core::ServerIndex;

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
           c == '.' || c == ',' || c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
}

/// Text that means nothing to Mermaid: everything that might is an entity.
std::string escape(std::string_view text) {
    std::string escaped;
    for (const char c : format_printable(text)) {
        if (is_plain(c)) {
            escaped += c;
        } else {
            escaped += "#" + std::to_string(static_cast<int>(c)) + ";";
        }
    }
    return escaped;
}

/// An update as text that is escaped once.
std::string format_update_text(const Event& event) {
    constexpr std::size_t longest_client = 40;
    return escape(event.client.substr(0, longest_client)) + " " + escape(event.time);
}

std::string id(ServerIndex server) {
    return "s" + std::to_string(server);
}

/// Writes a diagram line by line, as long as there is room.
class MermaidWriter {
public:
    explicit MermaidWriter(const Trace& trace)
        : trace_(trace), messages_(match_messages(trace)), message_of_(index_messages(trace, messages_)) {}

    Diagram write();

private:
    void add(const std::string& line) {
        if (text_.size() + line.size() > longest_mermaid_diagram) is_full_ = true;
        if (!is_full_) text_ += "    " + line + "\n";
    }
    void add_heads();
    void add_event(std::size_t place);
    void add_delivery(std::size_t place);
    void add_loss(std::size_t place);
    void add_link_note(const Event& event);
    void add_note(const Event& event, const std::string& text);
    std::string format_outcome(std::size_t delivered) const;
    std::string name(ServerIndex server) const { return escape(trace_.servers[server]); }

    const Trace& trace_;
    std::vector<Message> messages_;
    std::vector<std::optional<std::size_t>> message_of_;
    std::map<std::pair<ServerIndex, ServerIndex>, Kind> links_;  // what the last note said of each
    std::string text_ = "sequenceDiagram\n";
    bool is_full_ = false;
};

void MermaidWriter::add_heads() {
    const bool has_clients = std::any_of(trace_.events.begin(), trace_.events.end(),
                                         [](const Event& event) { return event.kind == Kind::received; });
    if (has_clients) add("actor c as clients");
    for (ServerIndex server = 0; server < trace_.servers.size(); ++server) {
        add("participant " + id(server) + " as " + name(server));
    }
    if (trace_.dropped > 0 && !trace_.servers.empty())
        add("Note over s0: the trace has lost the " + std::to_string(trace_.dropped) +
            " events before its first one");
}

/// What became of an update: told by the next event of the server.
std::string MermaidWriter::format_outcome(std::size_t delivered) const {
    const Event& event = trace_.events[delivered];
    for (std::size_t i = delivered + 1; i < trace_.events.size(); ++i) {
        const Event& next = trace_.events[i];
        if (next.server != event.server) continue;
        return is_outcome(next.kind) ? std::string(format_kind(next.kind)) : "";
    }
    return {};
}

void MermaidWriter::add_delivery(std::size_t place) {
    const Event& event = trace_.events[place];
    const std::string outcome = format_outcome(place);
    const std::string way = event.is_resync ? ", resync" : ", hop " + std::to_string(event.hop);
    add(id(*event.peer) + (outcome == "accepted" ? "->>" : "-->>") + id(event.server) + ": " +
        format_update_text(event) + way + (outcome.empty() ? "" : ", " + outcome));
}

void MermaidWriter::add_loss(std::size_t place) {
    const Event& event = trace_.events[place];
    if (messages_[*message_of_[place]].arrived) return;
    const std::string way = event.kind == Kind::resynced ? ", resync" : ", hop " + std::to_string(event.hop);
    add(id(event.server) + "-x" + id(*event.peer) + ": " + format_update_text(event) + way +
        ", did not arrive");
}

void MermaidWriter::add_note(const Event& event, const std::string& text) {
    if (!event.peer) return add("Note over " + id(event.server) + ": " + text);
    // The note may span servers that have nothing to do with it.
    add("Note over " + id(event.server) + "," + id(*event.peer) + ": " + name(event.server) + "-" +
        name(*event.peer) + " " + text);
}

/// Both ends tell of a link, and one note is enough.
void MermaidWriter::add_link_note(const Event& event) {
    const auto [entry, is_new] =
        links_.try_emplace(std::minmax(event.server, event.peer.value_or(event.server)), event.kind);
    const bool is_known = !is_new && entry->second == event.kind;
    entry->second = event.kind;
    if (is_known) return;
    const std::string why = event.detail.empty() ? "" : ", " + escape(event.detail);
    add_note(event, (event.kind == Kind::link_up ? "link up" : "link down") + why);
}

void MermaidWriter::add_event(std::size_t place) {
    const Event& event = trace_.events[place];
    switch (event.kind) {
        case Kind::received:
            return add("c->>" + id(event.server) + ": " + format_update_text(event));
        case Kind::delivered:
            return add_delivery(place);
        case Kind::forwarded:
        case Kind::resynced:
            return add_loss(place);
        case Kind::accepted:
        case Kind::stale:
        case Kind::duplicate:
            return;
        case Kind::link_up:
        case Kind::link_down:
            return add_link_note(event);
        case Kind::fault_set:
            return add_note(event, "fault set, " + escape(event.detail));
        case Kind::fault_lifted:
            return add_note(event, "fault lifted, " + escape(event.detail));
        case Kind::started:
        case Kind::stopped:
        case Kind::crashed:
            return add_note(event, std::string(format_kind(event.kind)));
    }
}

Diagram MermaidWriter::write() {
    add_heads();
    std::size_t place = count_start_events(trace_);
    for (; place < trace_.events.size(); ++place) {
        add_event(place);
        if (is_full_) break;
    }
    const std::size_t left_out = trace_.events.size() - place;
    if (left_out > 0) {
        text_ += "    Note over s0: " + std::to_string(left_out) +
                 " events more are left out, narrow it with client, since and until\n";
    }
    return {std::move(text_), left_out};
}

}  // namespace

Diagram make_mermaid_diagram(const Trace& trace, const Selection& selection) {
    const Trace selected = select_events(trace, selection);
    return MermaidWriter(selected).write();
}

}  // namespace herd::trace

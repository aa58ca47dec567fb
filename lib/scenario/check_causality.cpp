#include "scenario/check_causality.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "scenario/update_key.hpp"

namespace herd::scenario {
namespace {

using core::ServerIndex;
using trace::Event;
using trace::Kind;

class CausalityCheck {
public:
    explicit CausalityCheck(const trace::Trace& trace) : trace_(trace) {}

    Findings run() {
        for (const auto& event : trace_.events) {
            if (findings_.size() >= most_findings) break;
            if (ends_memory(event)) {
                servers_[event.server] = {};
                continue;
            }
            const auto update = key_of(event);
            if (!update) continue;
            if (event.kind == Kind::received) received_.insert(*update);
            if (trace_.dropped == 0 || received_.contains(*update)) look_at(event, *update);
        }
        return std::move(findings_);
    }

private:
    /// What a server has heard of, and keeps or has kept, since it was started.
    struct Memory {
        std::set<UpdateKey> heard;
        std::set<UpdateKey> accepted;
        std::uint64_t lamport = 0;
    };

    void look_at(const Event& event, const UpdateKey& update) {
        auto& server = servers_[event.server];
        if (event.lamport < server.lamport) {
            report(event, "has a lesser Lamport time than an event before it at that server");
        }
        server.lamport = std::max(server.lamport, event.lamport);
        switch (event.kind) {
            case Kind::received:
                server.heard.insert(update);
                break;
            case Kind::delivered:
                server.heard.insert(update);
                if (event.peer) look_at_delivery(event, update);
                break;
            case Kind::accepted:
                if (!server.heard.contains(update)) report(event, "without having heard of it");
                server.accepted.insert(update);
                break;
            case Kind::forwarded:
            case Kind::resynced:
                if (!server.accepted.contains(update)) report(event, "without having accepted it");
                if (event.peer) sent_[{event.server, *event.peer}].try_emplace(update, event.lamport);
                break;
            default:
                break;
        }
    }

    void look_at_delivery(const Event& event, const UpdateKey& update) {
        const auto& direction = sent_[{*event.peer, event.server}];
        const auto sent = direction.find(update);
        if (sent == direction.end()) {
            report(event, "before it had been sent");
        } else if (event.lamport <= sent->second) {
            report(event, "with a Lamport time that is not greater than that of its sending");
        }
    }

    void report(const Event& event, const char* why) {
        std::string text = format_server(trace_, event.server) + ": ";
        text += std::string(trace::format_kind(event.kind)) + " " + format_update_of(event);
        if (event.peer) {
            const bool is_sent = event.kind == Kind::forwarded || event.kind == Kind::resynced;
            text += (is_sent ? " to " : " from ") + format_server(trace_, *event.peer);
        }
        findings_.push_back(text + " " + why + format_place(event));
    }

    const trace::Trace& trace_;
    std::map<ServerIndex, Memory> servers_;
    std::map<std::pair<ServerIndex, ServerIndex>, std::map<UpdateKey, std::uint64_t>> sent_;  // Lamport times
    std::set<UpdateKey> received_;
    Findings findings_;
};

}  // namespace

Findings check_causality(const trace::Trace& trace) {
    return CausalityCheck(trace).run();
}

}  // namespace herd::scenario

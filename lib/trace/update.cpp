#include "trace/update.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "core/client_time.hpp"
#include "core/record.hpp"
#include "log/escape.hpp"

namespace herd::trace {
namespace {

// Longer names of clients are cut short where people read them. Units: bytes.
constexpr std::size_t longest_client = 64;

core::Record record_of(const UpdateId& update) {
    const auto time = core::parse_client_time(update.time);
    return {.client = update.client,
            .location = {},
            .time = update.time,
            .client_time = time.value_or(core::ClientTime{}),
            .receipt = update.receipt,
            .origin = update.origin};
}

}  // namespace

std::optional<UpdateId> update_of(const Event& event) {
    if (event.client.empty() || !event.origin) return std::nullopt;
    return UpdateId{event.client, event.time, *event.origin, event.receipt};
}

bool is_about(const Event& event, const UpdateId& update) {
    return event.receipt == update.receipt && event.origin == update.origin &&
           event.client == update.client && event.time == update.time;
}

std::strong_ordering compare_age(const UpdateId& a, const UpdateId& b, const Trace& trace) {
    return core::compare_age(record_of(a), record_of(b), core::Roster(trace.servers));
}

std::vector<UpdateId> find_updates(const Trace& trace, std::string_view client) {
    std::vector<UpdateId> updates;
    std::unordered_set<std::string> known;
    for (const auto& event : trace.events) {
        if (event.client != client) continue;
        auto update = update_of(event);
        if (!update) continue;
        const std::string key = update->time + " " + std::to_string(update->origin) + " " +
                                std::to_string(update->receipt.time_since_epoch().count());
        if (known.insert(key).second) updates.push_back(std::move(*update));
    }
    return updates;
}

std::optional<UpdateId> newest_update(const Trace& trace, std::string_view client) {
    const auto updates = find_updates(trace, client);
    const core::Roster roster(trace.servers);
    const auto newest =
        std::max_element(updates.begin(), updates.end(), [&roster](const UpdateId& a, const UpdateId& b) {
            return core::compare_age(record_of(a), record_of(b), roster) < 0;
        });
    if (newest == updates.end()) return std::nullopt;
    return *newest;
}

std::vector<std::string> find_clients(const Trace& trace) {
    std::vector<std::string> clients;
    std::unordered_set<std::string_view> known;
    for (const auto& event : trace.events) {
        if (!event.client.empty() && known.insert(event.client).second) clients.push_back(event.client);
    }
    return clients;
}

std::vector<std::size_t> events_of(const Trace& trace, const UpdateId& update) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < trace.events.size(); ++i) {
        if (is_about(trace.events[i], update)) places.push_back(i);
    }
    return places;
}

std::string format_printable(std::string_view text) {
    std::string printable;
    log::append_text_escaped(text, printable);
    return printable;
}

std::string format_client(std::string_view client) {
    std::string text = format_printable(client.substr(0, longest_client));
    if (client.size() > longest_client) text += "...";
    return text;
}

std::string format_update(const UpdateId& update) {
    return format_client(update.client) + " " + update.time;
}

}  // namespace herd::trace

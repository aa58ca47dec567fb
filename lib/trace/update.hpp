#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trace/event.hpp"

namespace herd::trace {

/// What tells an update from all others: the record that a client sent, and where and when it was received.
struct UpdateId {
    std::string client;
    std::string time;
    core::ServerIndex origin = 0;
    WallTime receipt{};
    friend bool operator==(const UpdateId&, const UpdateId&) = default;
};

/// The update that an event is about. Errors: nothing, if it is about none.
std::optional<UpdateId> update_of(const Event& event);

/// Whether an event is about an update.
bool is_about(const Event& event, const UpdateId& update);

/// The order in which records replace one another, as far as an identity carries it: `greater` is newer.
/// Shape:  both are of the same client and of `trace`.
/// Source: docs/protocol.md, "Which record is kept"
std::strong_ordering compare_age(const UpdateId& a, const UpdateId& b, const Trace& trace);

/// The updates of a client that a trace tells of, in the order in which they first appear.
std::vector<UpdateId> find_updates(const Trace& trace, std::string_view client);

/// The newest update of a client. Errors: nothing, if the trace tells of none.
std::optional<UpdateId> newest_update(const Trace& trace, std::string_view client);

/// The clients that a trace tells of, in the order in which they first appear.
std::vector<std::string> find_clients(const Trace& trace);

/// The events that are about an update, as places in `trace.events`.
std::vector<std::size_t> events_of(const Trace& trace, const UpdateId& update);

/// Text as it may be shown: what is not printable is escaped.
std::string format_printable(std::string_view text);

/// `kiwi 1479413884.392014450`, safe to show: what is not printable is escaped, and a long client cut short.
std::string format_update(const UpdateId& update);
std::string format_client(std::string_view client);

}  // namespace herd::trace

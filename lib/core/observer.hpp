#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "base/time.hpp"
#include "core/command.hpp"
#include "core/record.hpp"
#include "core/session.hpp"
#include "core/store.hpp"

namespace herd::core {

/// A neighbour of a server: its place in the list of neighbours that the server was made with.
using NeighbourId = std::uint32_t;
/// No neighbour of anybody.
inline constexpr NeighbourId no_neighbour = std::numeric_limits<NeighbourId>::max();

/// When something happened at a server.
/// Units: `lamport` is the server's Lamport time of it.
struct Stamp {
    Now now;
    std::uint64_t lamport = 0;
};

/// Hears of all that a server does, as it does it: logs, traces, counters. Views last for the call. Must not
/// call the server back.
class Observer {
public:
    virtual ~Observer() = default;

    /// A line came from a client; with why it is no command, if it is none.
    virtual void on_command(SessionId session, std::string_view line,
                            const std::optional<CommandFault>& fault, Now now) = 0;

    /// An answer is on its way to a client.
    virtual void on_answer(SessionId session, std::string_view answer, Now now) = 0;

    /// A client's IAMAT was offered to the store. The stamp is that of the receipt; what became of it has the
    /// next Lamport time.
    virtual void on_received(SessionId session, const Record& record, Outcome outcome,
                             const Stamp& stamp) = 0;

    /// A neighbour's record was offered to the store. `flooded`: as it spread, not in a resync. The stamp is
    /// that of the delivery; what became of it has the next Lamport time.
    virtual void on_delivered(NeighbourId from, const Record& record, std::uint16_t hop, bool flooded,
                              Outcome outcome, const Stamp& stamp) = 0;

    /// A record is on its way to a neighbour.
    virtual void on_forwarded(NeighbourId to, const Record& record, std::uint16_t hop, bool flooded,
                              const Stamp& stamp) = 0;

    /// A neighbour's queue was full and has been dropped; a resync is owed.
    virtual void on_overflow(NeighbourId to, const Stamp& stamp) = 0;

    /// The resync that an overflow left owing has begun.
    virtual void on_recovered(NeighbourId to, const Stamp& stamp) = 0;
};

}  // namespace herd::core

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "core/record.hpp"
#include "explore/topology.hpp"

namespace herd::explore {

/// What makes the second update, B, newer than the first, A: the first criterion in which they differ. All
/// that come behind it would decide for A, but for the servers' names, which every pair has either way.
enum class Relation : std::uint8_t {
    alone,         // there is no B
    time,          // a greater client time
    receipt,       // received earlier
    server,        // received by the server of the lesser name
    location,      // the lesser location
    time_text,     // the lesser text of the same time
    repeated,      // they are the same, told twice
    other_client,  // they have nothing to do with one another
};

inline constexpr std::array all_relations{Relation::alone,    Relation::time,        Relation::receipt,
                                          Relation::server,   Relation::location,    Relation::time_text,
                                          Relation::repeated, Relation::other_client};

/// The relation in words: "B has the greater time".
std::string_view format_relation(Relation relation);

/// A (0) or B (1).
using UpdateIndex = std::uint8_t;

/// The updates that a case is about: what clients say to which servers, and when.
class Updates {
public:
    /// Nothing: two such updates cannot be, e.g. of equal receipts and locations at different servers.
    static std::optional<Updates> make(const Topology& topology, topology::Node origin_a,
                                       topology::Node origin_b, Relation relation);

    Relation relation() const { return relation_; }
    std::size_t size() const { return relation_ == Relation::alone ? 1 : 2; }
    topology::Node origin(UpdateIndex update) const { return updates_[update].origin; }
    WallTime receipt(UpdateIndex update) const { return updates_[update].receipt; }
    bool has_two_clients() const { return relation_ == Relation::other_client; }

    /// `IAMAT <client> <location> <time>`, with LF.
    std::string line(UpdateIndex update) const;
    /// What the server that hears the line keeps. Its views last as long as the updates.
    core::Record record(UpdateIndex update) const;

private:
    struct Update {
        topology::Node origin = 0;
        std::string client;
        std::string location;
        std::string time;
        WallTime receipt{};
    };

    Relation relation_{};
    std::array<Update, 2> updates_;
};

}  // namespace herd::explore

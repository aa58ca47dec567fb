#pragma once

#include <cstdint>
#include <string_view>

namespace herd::study {

/// Whole messages that left servers for their neighbours.
struct Traffic {
    std::uint64_t payload = 0;        // updates as they spread
    std::uint64_t resynced = 0;       // records in a resync
    std::uint64_t announcements = 0;  // messages that announce updates, one or many
    std::uint64_t control = 0;        // digests, prunes and grafts
    std::uint64_t bytes = 0;          // of all of them

    std::uint64_t messages() const { return payload + resynced + announcements + control; }

    /// Shape: `frame` is a whole message. Source: docs/protocol.md
    void count(std::string_view frame);
};

/// Whether a message carries a record, as it spreads or in a resync.
bool carries_record(std::string_view frame);

}  // namespace herd::study

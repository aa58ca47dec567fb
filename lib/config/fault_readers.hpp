#pragma once

#include <optional>
#include <string_view>

#include "config/name_reader.hpp"
#include "config/table_reader.hpp"
#include "fault/fault.hpp"

namespace herd::config {

/// Reads the fault under a key of a table, without how long it lasts; nothing, if it is faulty, which it
/// reports. Shape: the table has the key.
using FaultReader = std::optional<fault::Action>(TableReader& table, std::string_view key,
                                                 const NameReader& names);

// What shapes the bytes or the connections of a link.
FaultReader read_stall;
FaultReader read_latency;
FaultReader read_bandwidth;
FaultReader read_slice;
FaultReader read_close_after;
FaultReader read_drop_first;
FaultReader read_flap;
FaultReader read_corrupt;

// Presets.
FaultReader read_split;
FaultReader read_bridge;
FaultReader read_majorities;
FaultReader read_swizzle;

/// Whether a value that may be missing is not faulty: it was read, or is not there.
inline bool is_good(const TableReader& table, std::string_view key, bool was_read) {
    return was_read || !table.has(key);
}

}  // namespace herd::config

#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace herd::swarm {

/// What a swarm breaks. What undoes it, `heal`, `start`, `resume`, comes along.
enum class FaultKind {
    cut,
    refuse,
    reset,
    stall,
    latency,
    bandwidth,
    slice,
    close_after,
    drop_first,
    flap,
    corrupt,
    stop,
    crash,
    pause,
    clock,
    isolate,
    split,
    bridge,
    majorities,
    swizzle,
};

inline constexpr std::size_t fault_kind_count = 20;

/// The verb of a scenario's step: `close_after`.
std::string_view format_fault_kind(FaultKind kind);
/// Errors: nothing, if there is no such kind.
std::optional<FaultKind> parse_fault_kind(std::string_view word);
/// All of them, in the order of `FaultKind`.
const std::array<std::string_view, fault_kind_count>& fault_kind_words();

}  // namespace herd::swarm

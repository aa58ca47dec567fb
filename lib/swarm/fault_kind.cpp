#include "swarm/fault_kind.hpp"

#include <algorithm>
#include <cstddef>

namespace herd::swarm {

const std::array<std::string_view, fault_kind_count>& fault_kind_words() {
    static constexpr std::array<std::string_view, fault_kind_count> words{
        "cut",         "refuse",     "reset", "stall",   "latency",    "bandwidth", "slice",
        "close_after", "drop_first", "flap",  "corrupt", "stop",       "crash",     "pause",
        "clock",       "isolate",    "split", "bridge",  "majorities", "swizzle"};
    return words;
}

std::string_view format_fault_kind(FaultKind kind) {
    return fault_kind_words()[static_cast<std::size_t>(kind)];
}

std::optional<FaultKind> parse_fault_kind(std::string_view word) {
    const auto& words = fault_kind_words();
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) return std::nullopt;
    return static_cast<FaultKind>(found - words.begin());
}

}  // namespace herd::swarm

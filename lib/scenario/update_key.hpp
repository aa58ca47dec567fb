#pragma once

#include <compare>
#include <optional>
#include <string_view>

#include "base/time.hpp"
#include "trace/event.hpp"

namespace herd::scenario {

/// The identity of an update as views into the trace that it stands in: what checks of a whole trace sort by.
struct UpdateKey {
    std::string_view client;
    std::string_view time;
    core::ServerIndex origin = 0;
    WallTime receipt{};
    friend auto operator<=>(const UpdateKey&, const UpdateKey&) = default;
};

/// Which update an event is about; nothing: none.
inline std::optional<UpdateKey> key_of(const trace::Event& event) {
    if (event.client.empty() || !event.origin) return std::nullopt;
    return UpdateKey{event.client, event.time, *event.origin, event.receipt};
}

}  // namespace herd::scenario

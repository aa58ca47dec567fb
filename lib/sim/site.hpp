#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/client_table.hpp"
#include "core/roster.hpp"
#include "fault/random.hpp"
#include "sim/event.hpp"
#include "sim/network.hpp"
#include "sim/witness.hpp"
#include "trace/recorder.hpp"

namespace herd::sim {

/// What the servers and links of a simulation share. Outlives them.
struct Site {
    const Setup& setup;
    core::Roster roster;
    Witness* witness;  // may be null
    trace::Recorder recorder;
    fault::Random random;
    EventQueue events{};
    SteadyTime now{};
    Network::Totals totals{};
    std::shared_ptr<core::ClientTable> clients = std::make_shared<core::ClientTable>(setup.names.size());
    std::size_t flying = 0;            // pieces on their way on links
    std::vector<std::string> spare{};  // buffers that are used again

    std::string take_spare() {
        if (spare.empty()) return {};
        std::string buffer = std::move(spare.back());
        spare.pop_back();
        return buffer;
    }
    void give_back(std::string&& buffer) {
        buffer.clear();
        spare.push_back(std::move(buffer));
    }

    /// Where what is sent at once comes apart: behind so many bytes.
    std::size_t draw_piece(std::size_t size) {
        if (!setup.splits || size < 2 || random.below(4) != 0) return size;
        return 1 + static_cast<std::size_t>(random.below(size - 1));
    }

    /// How long something takes that is sent now.
    nanoseconds draw_latency() {
        const auto jitter = static_cast<std::uint64_t>(setup.jitter.count());
        if (jitter == 0) return setup.latency;
        const auto off = static_cast<std::int64_t>(random.below(2 * jitter + 1)) - setup.jitter.count();
        return std::max(nanoseconds(0), setup.latency + nanoseconds(off));
    }

    void plan(nanoseconds delay, EventKind kind, std::uint32_t index, std::uint8_t end = 0,
              std::uint64_t number = 0) {
        events.add(now + delay, kind, index, end, number);
    }
};

}  // namespace herd::sim

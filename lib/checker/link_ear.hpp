#pragma once

#include <optional>
#include <string_view>

#include "core/frame.hpp"
#include "core/roster.hpp"

namespace herd::checker {

/// One direction of a link: bytes as they left one end and as they came to the other, told apart into frames.
struct LinkEar {
    explicit LinkEar(const core::Roster& roster) : left(roster), came(roster) {}

    /// Bytes of a connection; a server that was given what is no frame reads no more of it.
    struct Stream {
        explicit Stream(const core::Roster& roster) : reader(roster) {}
        void begin() {
            reader.clear();
            is_up = true;
            is_deaf = false;
        }

        core::FrameReader reader;
        bool is_up = false;
        bool is_deaf = false;
    };

    Stream left;
    Stream came;
};

}  // namespace herd::checker

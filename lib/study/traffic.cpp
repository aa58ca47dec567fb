#include "study/traffic.hpp"

#include "core/frame.hpp"

namespace herd::study {
namespace {

/// The first byte behind a frame's header; what is not here is neither. Source: docs/protocol.md
enum Kind : char {
    kind_flooded = 1,
    kind_resynced = 2,
    kind_announcement = 5,
    kind_flooded_short = 8,
    kind_resynced_short = 9
};

char kind_of(std::string_view frame) {
    return frame[core::frame_header_bytes];
}

}  // namespace

void Traffic::count(std::string_view frame) {
    bytes += frame.size();
    switch (kind_of(frame)) {
        case kind_flooded:
        case kind_flooded_short:
            ++payload;
            break;
        case kind_resynced:
        case kind_resynced_short:
            ++resynced;
            break;
        case kind_announcement:
            ++announcements;
            break;
        default:
            ++control;
    }
}

bool carries_record(std::string_view frame) {
    switch (kind_of(frame)) {
        case kind_flooded:
        case kind_resynced:
        case kind_flooded_short:
        case kind_resynced_short:
            return true;
        default:
            return false;
    }
}

}  // namespace herd::study

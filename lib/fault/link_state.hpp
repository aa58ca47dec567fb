#pragma once

#include "fault/shaper.hpp"

namespace herd::fault {

/// What is in force on a link.
struct LinkState {
    bool is_cut = false;       // no connection, and none is made
    bool is_refused = false;   // none is made
    bool is_flapping = false;  // cut now or not, it will change by itself
    Conditions conditions[2];  // of what leaves the first end, and the second
    friend bool operator==(const LinkState&, const LinkState&) = default;
};

}  // namespace herd::fault

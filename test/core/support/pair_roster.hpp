#pragma once

#include "core/roster.hpp"

namespace herd::test {

/// The names of a herd of two: Alford and Ball.
inline const core::Roster& pair_roster() {
    static const core::Roster names({"Alford", "Ball"});
    return names;
}

}  // namespace herd::test

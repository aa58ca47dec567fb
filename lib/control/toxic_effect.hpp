#pragma once

#include <optional>

#include "base/result.hpp"
#include "base/time.hpp"
#include "control/problem.hpp"
#include "control/toxic.hpp"
#include "fault/fault.hpp"

namespace herd::control {

/// What a toxic comes to on a link: a fault, and perhaps a reset some time later, which ends the toxic.
struct ToxicEffect {
    std::optional<fault::Action> action;
    std::optional<nanoseconds> resets_after;
};

/// Errors: 422 for what no fault does. Values that are too great are left to who sets the fault.
Result<ToxicEffect, Problem> make_effect(const Toxic& toxic, const fault::DirectionName& direction);

/// The toxic that a fault comes to in one of the directions that it is set on; nothing, if Toxiproxy has none
/// for it.
/// Units: what Toxiproxy's are too coarse for is rounded.
std::optional<Toxic> make_toxic(const fault::Action& action, Stream stream);

/// Where a fault shapes what a link carries; null, if it does something else.
const fault::Where* find_where(const fault::Action& action);

}  // namespace herd::control

#pragma once

#include <optional>
#include <string>

#include "base/time.hpp"
#include "scenario/scenario.hpp"
#include "scenario/stage.hpp"
#include "scenario/verdict.hpp"

namespace herd::scenario {

/// A step that did not go as expected.
struct Setback {
    Outcome outcome = Outcome::failed;
    Failure failure;  // without the step's line and words
};

/// What a stage must be able to do for a step; nothing: any stage can play it.
std::optional<Ability> ability_for(const Verb& verb);

/// Plays one step; nothing: it went as expected.
/// Shape:  `patience` is how long answers are waited for where the step does not say.
std::optional<Setback> play_step(const Verb& verb, Stage& stage, nanoseconds patience);

}  // namespace herd::scenario

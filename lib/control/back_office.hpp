#pragma once

#include <string>

#include "control/loop_call.hpp"
#include "control/propagation_watch.hpp"
#include "control/snapshot.hpp"

namespace herd::control {

/// What routes answer with. It outlives them.
struct BackOffice {
    BackOffice(net::Herd& herd, About the_about) : call(herd), about(std::move(the_about)), watch(herd) {}

    /// Asks the loop for a picture of the whole herd.
    Result<HerdSnapshot, Problem> take_snapshot() const {
        return call([this](net::Herd& herd) { return control::take_snapshot(herd, watch.propagation()); });
    }

    LoopCall call;
    const About about;
    PropagationWatch watch;  // on the loop
};

}  // namespace herd::control

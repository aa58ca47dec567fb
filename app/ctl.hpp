#pragma once

#include "control/client/client.hpp"
#include "ctl_call.hpp"

namespace herd::app {

/// What `herd ctl` prints as: JSON as the API has it, or for people.
struct CtlOutput {
    bool json = false;
};

/// `herd ctl events`: prints events as they come, until the stream ends. Returns the exit status.
int follow_events(const control::ApiClient& api, const CtlCall& call, const CtlOutput& output);

/// `herd ctl run FILE`: has a scenario played and tells how it went. Returns the exit status, as `herd play`.
int run_scenario(const control::ApiClient& api, const CtlCall& call, const CtlOutput& output);

}  // namespace herd::app

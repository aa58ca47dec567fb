#pragma once

#include "control/client/client.hpp"
#include "ctl_call.hpp"

namespace herd::app {

// What verbs of `herd ctl` ask. Source: docs/control.md

/// GET, of a path that has no words in it.
template <const char* path>
control::ApiRequest ask_for(const CtlCall&) {
    return {"GET", path, {}};
}

control::ApiRequest ask_for_server(const CtlCall& call);
control::ApiRequest ask_for_link(const CtlCall& call);
control::ApiRequest ask_for_clients(const CtlCall& call);
control::ApiRequest ask_for_client(const CtlCall& call);
control::ApiRequest ask_for_map(const CtlCall& call);
control::ApiRequest ask_for_trace(const CtlCall& call);
control::ApiRequest ask_for_logs(const CtlCall& call);
control::ApiRequest ask_for_runs(const CtlCall& call);

/// POST /v1/servers/NAME/VERB
control::ApiRequest change_server(std::string_view verb, const CtlCall& call);
control::ApiRequest set_clock(const CtlCall& call);
control::ApiRequest add_server(const CtlCall& call);
control::ApiRequest remove_server(const CtlCall& call);

/// POST /v1/links/A/B/VERB
control::ApiRequest change_link(std::string_view verb, const CtlCall& call);
/// Of a link, or of everything.
control::ApiRequest heal(const CtlCall& call);
control::ApiRequest add_link(const CtlCall& call);
control::ApiRequest remove_link(const CtlCall& call);

/// POST /v1/faults with a fault that shapes what a link carries. Shape: the third word, if there is one, is
/// the value of `key`; options of the names in `others` go with it.
control::ApiRequest shape_link(std::string_view fault, std::string_view key,
                               const std::vector<std::string>& others, const CtlCall& call);
control::ApiRequest set_fault(const CtlCall& call);
control::ApiRequest lift_fault(const CtlCall& call);

control::ApiRequest send_line(const CtlCall& call);
control::ApiRequest cancel_run(const CtlCall& call);

}  // namespace herd::app

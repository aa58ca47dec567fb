#include <string_view>

#include "config/listener_keys.hpp"
#include "config/sections.hpp"

namespace herd::config {
namespace {

/// Whether only programs of this machine reach a host.
bool is_own_machine(std::string_view host) {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

}  // namespace

void read_control(const Entry& section, ControlOptions& options, std::vector<Endpoint>& endpoints,
                  FaultList& faults) {
    TableReader reader(section, "control", faults);
    endpoints.push_back(read_listener(reader, options.host, options.port));
    reader.read_environment_name("token_env", options.token_env);
    if (!is_own_machine(options.host) && !reader.has("token_env")) {
        reader.fault("host",
                     "other machines reach this one, so who asks has to show a token: name the "
                     "environment variable that has it with token_env");
    }
    reader.refuse("token",
                  "a token does not stand in this file: name its environment variable with token_env");
    reader.finish();
}

}  // namespace herd::config

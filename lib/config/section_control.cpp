#include "config/listener_keys.hpp"
#include "config/sections.hpp"

namespace herd::config {

void read_control(const Entry& section, ControlOptions& options, std::vector<Endpoint>& endpoints,
                  FaultList& faults) {
    TableReader reader(section, "control", faults);
    endpoints.push_back(read_listener(reader, options.host, options.port));
    reader.finish();
}

}  // namespace herd::config

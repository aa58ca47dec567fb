#include "scenario/findings.hpp"

#include "trace/update.hpp"

namespace herd::scenario {

std::string format_update_of(const trace::Event& event) {
    const auto update = trace::update_of(event);
    return update ? trace::format_update(*update) : "no update";
}

std::string format_server(const trace::Trace& trace, core::ServerIndex server) {
    return server < trace.servers.size() ? trace.servers[server] : "server " + std::to_string(server);
}

std::string format_servers(const trace::Trace& trace, const std::vector<core::ServerIndex>& servers) {
    std::string text;
    for (const auto server : servers) text += (text.empty() ? "" : ", ") + format_server(trace, server);
    return text.empty() ? "nobody" : text;
}

std::string format_place(const trace::Event& event) {
    return " (event " + std::to_string(event.seq) + ")";
}

bool ends_memory(const trace::Event& event) {
    using trace::Kind;
    return event.kind == Kind::started || event.kind == Kind::stopped || event.kind == Kind::crashed;
}

}  // namespace herd::scenario

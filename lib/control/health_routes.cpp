#include <string>

#include "control/routes.hpp"

namespace herd::control {
namespace {

/// What is not as it is meant to be, in words; empty: nothing.
std::string find_missing(const HerdSnapshot& snapshot) {
    std::string missing;
    for (const auto& server : snapshot.servers) {
        if (server.condition == ServerCondition::running || server.condition == ServerCondition::elsewhere)
            continue;
        missing += server.name + " is " + std::string(format_condition(server.condition)) + "\n";
    }
    for (const auto& link : snapshot.links) {
        if (link.condition != LinkCondition::down) continue;
        const auto* a = find_server(snapshot, link.ends[0]);
        const auto* b = find_server(snapshot, link.ends[1]);
        // A link of a server that does not run has no end to be up at.
        if (a->condition != ServerCondition::running || b->condition != ServerCondition::running) continue;
        missing += link.ends[0] + "-" + link.ends[1] + " is down\n";
    }
    return missing;
}

}  // namespace

void add_health_routes(const BackOffice& office, Router& router) {
    router.add(
        "GET", "/healthz",
        [&office](const Request&) -> Result<Response, Problem> {
            constexpr auto patience = std::chrono::seconds(1);
            const auto turned = office.call([](net::Herd&) { return true; }, patience);
            if (!turned) return make_text_response("the herd does not answer\n", 503);
            return make_text_response("ok\n");
        },
        Access::anyone);
    router.add(
        "GET", "/readyz",
        [&office](const Request&) -> Result<Response, Problem> {
            const auto snapshot = office.take_snapshot();
            if (!snapshot) return make_text_response("the herd does not answer\n", 503);
            const auto missing = find_missing(*snapshot);
            return missing.empty() ? make_text_response("ready\n") : make_text_response(missing, 503);
        },
        Access::anyone);
}

}  // namespace herd::control

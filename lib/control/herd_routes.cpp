#include "control/routes.hpp"
#include "control/snapshot_json.hpp"

namespace herd::control {

void add_herd_routes(const BackOffice& office, Router& router) {
    router.add("GET", "/v1/herd", [&office](const Request&) -> Result<Response, Problem> {
        const auto snapshot = office.take_snapshot();
        if (!snapshot) return unexpected(snapshot.error());
        return make_json_response(format_herd(*snapshot, office.about));
    });
}

}  // namespace herd::control

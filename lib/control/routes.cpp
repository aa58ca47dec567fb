#include "control/routes.hpp"

#include "control/runs_routes.hpp"
#include "control/toxiproxy_routes.hpp"

namespace herd::control {

Router make_router(const BackOffice& office) {
    Router router;
    add_health_routes(office, router);
    add_herd_routes(office, router);
    add_server_routes(office, router);
    add_link_routes(office, router);
    add_fault_routes(office, router);
    add_client_routes(office, router);
    add_send_routes(office, router);
    add_trace_routes(office, router);
    add_event_routes(office, router);
    add_config_routes(office, router);
    add_run_routes(router);
    add_toxiproxy_routes(office, router);
    add_page_routes(office, router);
    return router;
}

}  // namespace herd::control

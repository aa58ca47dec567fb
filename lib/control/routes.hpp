#pragma once

#include "control/back_office.hpp"
#include "control/router.hpp"

namespace herd::control {

// The routes of the service, by what they are about. Shape: `office` outlives the router.

void add_health_routes(const BackOffice& office, Router& router);
void add_herd_routes(const BackOffice& office, Router& router);
void add_server_routes(const BackOffice& office, Router& router);
void add_link_routes(const BackOffice& office, Router& router);
void add_fault_routes(const BackOffice& office, Router& router);
void add_client_routes(const BackOffice& office, Router& router);
void add_send_routes(const BackOffice& office, Router& router);
void add_trace_routes(const BackOffice& office, Router& router);
void add_event_routes(const BackOffice& office, Router& router);
void add_config_routes(const BackOffice& office, Router& router);
/// The dashboard, the description of the API, and the metrics.
void add_page_routes(const BackOffice& office, Router& router);

/// All of them.
Router make_router(const BackOffice& office);

}  // namespace herd::control

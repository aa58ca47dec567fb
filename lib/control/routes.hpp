#pragma once

#include "control/back_office.hpp"
#include "control/router.hpp"

namespace herd::control {

// The routes of the service, by what they are about. Shape: `office` outlives the router.

void add_health_routes(const BackOffice& office, Router& router);
void add_herd_routes(const BackOffice& office, Router& router);

}  // namespace herd::control

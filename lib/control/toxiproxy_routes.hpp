#pragma once

#include "control/back_office.hpp"
#include "control/router.hpp"

namespace herd::control {

/// Toxiproxy's own HTTP API, version 2, for the links of the herd.
/// Shape:  `office` outlives the router, which ends on the loop, or while that does not run.
/// Source: docs/toxiproxy.md, https://github.com/Shopify/toxiproxy, "HTTP API"
void add_toxiproxy_routes(const BackOffice& office, Router& router);

}  // namespace herd::control

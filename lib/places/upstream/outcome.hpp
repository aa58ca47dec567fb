#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "http/message.hpp"
#include "http/transport.hpp"
#include "places/meter.hpp"

namespace herd::places {

/// What came of a request.
using Outcome = Result<http::Response, http::Fault>;

enum class Health { good, bad, unknown };

/// What it tells of the host: whoever answers is well, unless with a 5xx.
Health health_of(const Outcome& outcome);

/// Whether the same request may be sent again: the host was not reached, or says that it has failed.
bool is_repeatable(const Outcome& outcome);

/// Whether the host cannot have heard of the request, so that nobody bills it.
bool is_unheard(const Outcome& outcome);

/// What it is counted as; nothing: it is a whole response that nobody counts by its status.
std::optional<Count> count_of(const Outcome& outcome);

/// "HTTP status 503", or the fault's message.
std::string describe(const Outcome& outcome);

}  // namespace herd::places

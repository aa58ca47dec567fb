#include "net/server_options.hpp"

#include "places/pool.hpp"

namespace herd::net {

core::ServerOptions make_server_options(const config::Config& config) {
    core::ServerOptions options;
    options.max_line = config.clients.max_line;
    options.unterminated_after = config.clients.unterminated_after;
    options.close_after = config.clients.close_after;
    options.places_timeout = config.places.timeout;
    options.places_timeout_document =
        places::format_failure({"UNKNOWN_ERROR", "The places provider did not answer in time."});
    options.store_limit = config.herd.store_limit;
    return options;
}

}  // namespace herd::net

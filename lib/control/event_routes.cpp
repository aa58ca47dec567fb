#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include "base/decimal.hpp"
#include "control/event_feed.hpp"
#include "control/query_reader.hpp"
#include "control/routes.hpp"

namespace herd::control {
namespace {

Result<Response, Problem> tell_events(const BackOffice& office, const Request& request) {
    constexpr std::int64_t latest = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t most_a_second = 10'000;
    QueryReader reader(request.query);
    FeedOptions options;
    options.filter.client = reader.read_text("client");
    const auto server = reader.read_text("server");
    const auto since = reader.read_integer("since", 0, latest, -1);
    const auto thin = reader.read_integer("thin", 1, most_a_second, 0);
    if (const auto good = reader.finish(); !good) return unexpected(good.error());
    if (since >= 0) options.since = static_cast<std::uint64_t>(since);
    if (thin > 0) options.thin = static_cast<std::size_t>(thin);
    // What a browser has seen last counts more than where it began.
    if (const auto seen = parse_integer(request.header("Last-Event-ID"), latest)) options.since = *seen;
    const auto chosen = office.call([&](net::Herd& herd) -> Result<bool, Problem> {
        if (const auto found = choose_server(herd, server, options.filter); !found)
            return unexpected(found.error());
        return true;
    });
    if (!chosen) return unexpected(chosen.error());

    const auto feed = std::make_shared<EventFeed>(office, std::move(options));
    Response response;
    response.type = "text/event-stream";
    response.stream = [feed](const Send& send) { return feed->send_next(send); };
    return response;
}

}  // namespace

void add_event_routes(const BackOffice& office, Router& router) {
    router.add("GET", "/v1/events",
               [&office](const Request& request) { return tell_events(office, request); });
}

}  // namespace herd::control

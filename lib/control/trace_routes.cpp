#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "control/event_filter.hpp"
#include "control/query_reader.hpp"
#include "control/routes.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

constexpr std::size_t events_a_visit = 1000;
constexpr std::int64_t latest = std::numeric_limits<std::int64_t>::max();

/// What is told of a stretch of the trace.
struct TracePage {
    std::vector<trace::Event> events;
    std::vector<std::string> names;  // of the servers
    std::uint64_t dropped = 0;
    std::uint64_t next = 0;
    std::uint64_t end = 0;  // the latest event when it was asked for: a busy herd is not run after
};

/// Adds the next events that are asked for; true, if there may be more.
bool read_page(const net::Herd& herd, const EventFilter& filter, std::size_t limit, TracePage& page) {
    auto range = herd.events(page.next, events_a_visit);
    page.dropped += range.dropped;
    page.names = list_server_names(herd);
    for (auto& event : range.events) {
        page.next = event.seq;
        if (!filter.has(event)) continue;
        page.events.push_back(std::move(event));
        if (page.events.size() == limit) return false;
    }
    return !range.events.empty() && page.next < page.end;
}

std::string format_page(const TracePage& page) {
    std::string json;
    trace::JsonObject object(json);
    object.key("events");
    trace::append_json_list(page.events, json, [&](const trace::Event& event) {
        trace::append_event_json(event, page.names, json);
    });
    object.count("dropped", page.dropped);
    object.count("next", page.next);
    object.end();
    return json;
}

Result<Response, Problem> tell_trace(const BackOffice& office, const Request& request) {
    constexpr std::int64_t most = 10'000;
    QueryReader reader(request.query);
    EventFilter filter;
    filter.client = reader.read_text("client");
    const auto server = reader.read_text("server");
    const auto since = reader.read_integer("since", -latest, latest, 0);
    const auto limit = static_cast<std::size_t>(reader.read_integer("limit", 1, most, most));
    if (const auto good = reader.finish(); !good) return unexpected(good.error());

    TracePage page;
    const auto begun = office.call([&](net::Herd& herd) -> Result<bool, Problem> {
        if (const auto found = choose_server(herd, server, filter); !found) return unexpected(found.error());
        const auto count = page.end = herd.event_count();
        const auto place = static_cast<std::uint64_t>(since >= 0 ? since : -since);
        if (since < 0) {
            page.next = count - std::min(count, place);
        } else {
            // A herd that has not come so far is another one than that of the asker.
            page.next = place <= count ? place : 0;
        }
        return true;
    });
    if (!begun) return unexpected(begun.error());
    for (bool has_more = true; has_more;) {
        const auto read = office.call([&](net::Herd& herd) { return read_page(herd, filter, limit, page); });
        if (!read) return unexpected(read.error());
        has_more = *read;
    }
    return make_json_response(format_page(page));
}

}  // namespace

void add_trace_routes(const BackOffice& office, Router& router) {
    router.add("GET", "/v1/trace", [&office](const Request& request) { return tell_trace(office, request); });
}

}  // namespace herd::control

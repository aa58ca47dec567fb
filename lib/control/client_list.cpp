#include "control/client_list.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "control/json_number.hpp"
#include "control/stock.hpp"
#include "core/location.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

struct ListedClient {
    std::size_t bucket = 0;
    std::string client;
    std::string json;
};

std::string format_client(const StockVisit& stock, const Sighting& sighting) {
    const auto& record = sighting.record;
    std::string json;
    std::string line;
    core::append_at_line(record, stock.roster(), line);
    trace::JsonObject object(json);
    object.bytes("client", record.client);
    object.text("server", stock.roster().name(record.origin));
    object.text("location", record.location);
    if (const auto at = core::parse_location(record.location)) {
        object.json("lat", format_json_number(at->lat));
        object.json("lon", format_json_number(at->lng));
    }
    object.text("time", record.time);
    object.bytes("line", line);
    object.key("stale");
    trace::append_json_list(sighting.stale, json, [&](core::ServerIndex server) {
        trace::append_json_string(stock.roster().name(server), json);
    });
    object.end();
    return json;
}

bool is_after(std::size_t bucket, std::string_view client, const std::optional<ClientCursor>& cursor) {
    return !cursor || bucket > cursor->bucket || (bucket == cursor->bucket && client > cursor->client);
}

bool is_listed(const StockVisit& stock, const Sighting& sighting, const ClientFilter& filter) {
    if (filter.only_stale && sighting.stale.empty()) return false;
    if (!filter.origin.empty() && stock.roster().name(sighting.record.origin) != filter.origin) return false;
    return sighting.record.client.find(filter.part) != std::string_view::npos;
}

}  // namespace

Result<std::string, Problem> list_clients(const BackOffice& office, const ClientFilter& filter) {
    std::size_t total = 0;
    std::size_t later = 0;  // of these, the ones after the cursor
    std::vector<ListedClient> found;
    const auto walked =
        walk_stock(office, 0, [&](const StockVisit& stock, std::size_t bucket, const Sighting& sighting) {
            if (!is_listed(stock, sighting, filter)) return;
            ++total;
            if (!is_after(bucket, sighting.record.client, filter.after)) return;
            ++later;
            // Within a bucket the least names are not known before its end.
            const bool is_full = found.size() >= filter.limit && found.back().bucket != bucket;
            if (is_full) return;
            found.push_back({bucket, std::string(sighting.record.client), format_client(stock, sighting)});
        });
    if (!walked) return unexpected(walked.error());
    std::sort(found.begin(), found.end(), [](const ListedClient& a, const ListedClient& b) {
        return std::pair(a.bucket, std::string_view(a.client)) <
               std::pair(b.bucket, std::string_view(b.client));
    });
    if (found.size() > filter.limit) found.resize(filter.limit);

    std::string json;
    trace::JsonObject object(json);
    object.key("clients");
    trace::append_json_list(found, json, [&json](const ListedClient& one) { json += one.json; });
    object.count("total", total);
    if (later > found.size()) object.text("next", format_cursor({found.back().bucket, found.back().client}));
    object.end();
    return json;
}

}  // namespace herd::control

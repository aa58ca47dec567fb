#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/quote.hpp"
#include "control/client_list.hpp"
#include "control/client_map.hpp"
#include "control/find.hpp"
#include "control/query_reader.hpp"
#include "control/routes.hpp"
#include "control/stock.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

/// What each server has of a client.
struct ClientRecords {
    struct Line {
        std::string server;
        std::optional<std::string> line;
        bool is_stale = false;
    };
    std::vector<Line> lines;
    bool is_known = false;
};

ClientRecords find_records(const net::Herd& herd, const std::string& client) {
    const StockVisit stock(herd);
    const auto& servers = herd.config().servers;
    std::vector<std::optional<core::Record>> records(servers.size());
    std::optional<core::Record> newest;
    for (const auto server : stock.running()) {
        records[server] = herd.server(server).store().find(client);
        const bool is_newer =
            records[server] && (!newest || core::compare_age(*records[server], *newest, stock.roster()) > 0);
        if (is_newer) newest = records[server];
    }
    ClientRecords found;
    found.is_known = newest.has_value();
    for (core::ServerIndex server = 0; server < servers.size(); ++server) {
        if (!herd.has_server(server)) continue;
        auto& line = found.lines.emplace_back();
        line.server = servers[server].name;
        if (!records[server]) continue;
        core::append_at_line(*records[server], stock.roster(), line.line.emplace());
        line.is_stale = core::compare_age(*records[server], *newest, stock.roster()) < 0;
    }
    for (const auto server : stock.running()) {
        if (records[server]) continue;
        for (auto& line : found.lines) line.is_stale = line.is_stale || line.server == servers[server].name;
    }
    return found;
}

std::string format_records(const std::string& client, const ClientRecords& found) {
    std::string json;
    trace::JsonObject object(json);
    object.bytes("client", client);
    object.key("records");
    trace::JsonObject records(json);
    for (const auto& line : found.lines) {
        if (line.line) {
            records.bytes(line.server, *line.line);
        } else {
            records.json(line.server, "null");
        }
    }
    records.end();
    object.key("stale");
    json += '[';
    bool is_first = true;
    for (const auto& line : found.lines) {
        if (!line.is_stale) continue;
        if (!std::exchange(is_first, false)) json += ',';
        trace::append_json_string(line.server, json);
    }
    json += ']';
    object.end();
    return json;
}

Result<Response, Problem> tell_client(const BackOffice& office, const std::string& client) {
    const auto found = office.call([&](net::Herd& herd) { return find_records(herd, client); });
    if (!found) return unexpected(found.error());
    if (!found->is_known) {
        return unexpected(
            Problem{404, "no server that runs knows the client " + format_quoted(client), {}, {}});
    }
    return make_json_response(format_records(client, *found));
}

Result<Response, Problem> list_some_clients(const BackOffice& office, const Request& request) {
    constexpr std::int64_t most = 1000;
    QueryReader reader(request.query);
    ClientFilter filter;
    filter.part = reader.read_text("search").value_or("");
    filter.origin = reader.read_text("server").value_or("");
    filter.only_stale = reader.read_flag("stale");
    filter.limit = static_cast<std::size_t>(reader.read_integer("limit", 1, most, 100));
    if (const auto after = reader.read_text("after"); after && !after->empty()) {
        filter.after = parse_cursor(*after);
        if (!filter.after) reader.fault("after", "expected what \"next\" of the page before said");
    }
    if (const auto good = reader.finish(); !good) return unexpected(good.error());
    if (!filter.origin.empty()) {
        const auto known = office.call([&](net::Herd& herd) { return find_server(herd, filter.origin); });
        if (!known) return unexpected(known.error());
    }
    auto json = list_clients(office, filter);
    if (!json) return unexpected(json.error());
    return make_json_response(std::move(*json));
}

Result<Response, Problem> show_map(const BackOffice& office, const Request& request) {
    constexpr std::int64_t most_cells = 256;
    constexpr std::int64_t most_clients = 5000;
    QueryReader reader(request.query);
    MapArea area;
    area.west = reader.read_number("west", -180, 180, area.west);
    area.south = reader.read_number("south", -90, 90, area.south);
    area.east = reader.read_number("east", -180, 180, area.east);
    area.north = reader.read_number("north", -90, 90, area.north);
    area.columns = static_cast<std::size_t>(reader.read_integer("columns", 1, most_cells, 64));
    area.rows = static_cast<std::size_t>(reader.read_integer("rows", 1, most_cells, 32));
    area.limit = static_cast<std::size_t>(reader.read_integer("limit", 0, most_clients, 500));
    if (area.south > area.north) reader.fault("south", "expected no more than north");
    if (area.west > area.east) reader.fault("west", "expected no more than east");
    if (const auto good = reader.finish(); !good) return unexpected(good.error());
    auto json = map_clients(office, area);
    if (!json) return unexpected(json.error());
    return make_json_response(std::move(*json));
}

}  // namespace

void add_client_routes(const BackOffice& office, Router& router) {
    router.add("GET", "/v1/clients",
               [&office](const Request& request) { return list_some_clients(office, request); });
    router.add("GET", "/v1/clients/{id}",
               [&office](const Request& request) { return tell_client(office, request.captures[0]); });
    router.add("GET", "/v1/map", [&office](const Request& request) { return show_map(office, request); });
}

}  // namespace herd::control

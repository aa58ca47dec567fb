#include "control/client_map.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/geo.hpp"
#include "control/json_number.hpp"
#include "control/stock.hpp"
#include "core/location.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

struct MappedClient {
    std::string client;
    LatLng at;
    bool is_stale = false;
};

/// Which of `count` equal parts of a range a place is in; its end belongs to the last one.
std::size_t part_of(double place, double begin, double end, std::size_t count) {
    if (end <= begin) return 0;
    const auto part = static_cast<std::size_t>((place - begin) / (end - begin) * static_cast<double>(count));
    return std::min(part, count - 1);
}

bool is_inside(LatLng at, const MapArea& area) {
    return at.lat >= area.south && at.lat <= area.north && at.lng >= area.west && at.lng <= area.east;
}

void append_clients(const std::vector<MappedClient>& clients, std::string& out) {
    trace::append_json_list(clients, out, [&out](const MappedClient& one) {
        trace::JsonObject object(out);
        object.bytes("client", one.client);
        object.json("lat", format_json_number(one.at.lat));
        object.json("lon", format_json_number(one.at.lng));
        object.flag("stale", one.is_stale);
        object.end();
    });
}

void append_cells(const std::vector<std::uint32_t>& cells, std::size_t columns, std::string& out) {
    out += '[';
    bool is_first = true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i] == 0) continue;
        if (!std::exchange(is_first, false)) out += ',';
        out += '[' + std::to_string(i % columns) + ',' + std::to_string(i / columns) + ',' +
               std::to_string(cells[i]) + ']';
    }
    out += ']';
}

}  // namespace

Result<std::string, Problem> map_clients(const BackOffice& office, const MapArea& area) {
    std::size_t scanned = 0;
    std::size_t inside = 0;
    std::vector<MappedClient> clients;
    std::vector<std::uint32_t> cells(area.columns * area.rows);
    const auto walked = walk_stock(office, 0, [&](const StockVisit&, std::size_t, const Sighting& sighting) {
        ++scanned;
        const auto at = core::parse_location(sighting.record.location);
        if (!at || !is_inside(*at, area)) return;
        if (++inside <= area.limit)
            clients.push_back({std::string(sighting.record.client), *at, !sighting.stale.empty()});
        // From the north: screens and lists begin there.
        const auto row = part_of(-at->lat, -area.north, -area.south, area.rows);
        ++cells[row * area.columns + part_of(at->lng, area.west, area.east, area.columns)];
    });
    if (!walked) return unexpected(walked.error());
    std::string json;
    trace::JsonObject object(json);
    object.count("total", inside);
    object.count("scanned", scanned);
    if (inside <= area.limit) {
        object.key("clients");
        append_clients(clients, json);
    } else {
        object.key("cells");
        append_cells(cells, area.columns, json);
    }
    object.end();
    return json;
}

}  // namespace herd::control

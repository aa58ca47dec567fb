#include <memory>
#include <utility>

#include "checker/evidence.hpp"

namespace herd::checker {

void Evidence::take_stock(const sim::Network& network) {
    Stock stock;
    stock.is_settled = network.in_flight(false).empty();
    for (core::ServerIndex server = 0; server < roster_.size(); ++server) {
        const auto state = network.state(server);
        if (state == sim::ServerState::stopped) continue;
        const core::Server& looked_at = network.server(server);
        // What a neighbour has announced is yet to come.
        if (looked_at.awaited() > 0) stock.is_settled = false;
        const core::Store& store = looked_at.store();
        ServerStock found;
        found.server = server;
        found.is_paused = state == sim::ServerState::paused;
        found.is_stopping = state == sim::ServerState::stopping;
        const bool is_as_before = !stock.servers.empty() && *stock.servers.back().digest == store.digest();
        found.digest =
            is_as_before ? stock.servers.back().digest : std::make_shared<const core::Digest>(store.digest());
        found.store_bytes = store.bytes();
        found.sessions = looked_at.session_count();
        for (std::size_t bucket = 0; bucket < core::bucket_count; ++bucket) {
            core::Store::Cursor cursor;
            while (const auto record = store.next(bucket, cursor)) {
                found.records.push_back(records_.add(record->client, record->location, record->time,
                                                     record->origin, record->receipt));
            }
        }
        stock.servers.push_back(std::move(found));
    }
    add_stock(std::move(stock), network.now());
}

}  // namespace herd::checker

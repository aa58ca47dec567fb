// What servers hold.

#include <algorithm>
#include <utility>

#include "base/assert.hpp"
#include "checker/evidence.hpp"
#include "topology/parts.hpp"

namespace herd::checker {

void Evidence::add_stock(Stock stock, SteadyTime now) {
    cut_quiet_lines({now, {}});
    stock.at = next_index();
    for (ServerStock& server : stock.servers) {
        const auto life = lives_now_[server.server];
        HERD_ASSERT(life);
        server.life = *life;
        std::sort(server.records.begin(), server.records.end());
        const WallTime latest(now.time_since_epoch() + clocks_[server.server].most);
        for (const RecordId record : server.records) find_birth(*life, record, stock.at, {now, latest});
    }
    find_parts(stock);
    facts_.push_back({now, {}, 0, StockTaken{stocks_.size()}});
    stocks_.push_back(std::move(stock));
}

void Evidence::find_parts(Stock& stock) {
    std::vector<std::optional<topology::Node>> places(roster_.size());
    for (std::size_t i = 0; i < stock.servers.size(); ++i)
        places[stock.servers[i].server] = static_cast<topology::Node>(i);
    std::vector<topology::Link> up;
    for (const auto& [a, b] : links_) {
        if (!places[a] || !places[b] || !ear(a, b).left.is_up || !ear(b, a).left.is_up) continue;
        up.push_back({std::min(*places[a], *places[b]), std::max(*places[a], *places[b])});
    }
    for (auto& part : topology::find_parts(topology::Graph(stock.servers.size(), std::move(up))))
        stock.parts.emplace_back(part.nodes.begin(), part.nodes.end());
}

}  // namespace herd::checker

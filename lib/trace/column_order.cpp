#include "trace/column_order.hpp"

#include <algorithm>
#include <deque>
#include <optional>

namespace herd::trace {
namespace {

using core::ServerIndex;
using Links = std::vector<std::pair<ServerIndex, ServerIndex>>;

// The search for a better order tries the square of the servers, again and again.
constexpr std::size_t most_searched = 64;
constexpr int most_rounds = 12;

/// What every part of a herd looks like when it is spread out from one of its servers.
class Arrangement {
public:
    Arrangement(std::size_t servers, const Links& links) : neighbours_(servers), is_placed_(servers) {
        for (const auto& [a, b] : links) {
            neighbours_[a].push_back(b);
            neighbours_[b].push_back(a);
        }
    }

    std::vector<ServerIndex> make(ServerIndex root) {
        place_part(root);
        for (ServerIndex server = 0; server < neighbours_.size(); ++server) {
            if (!is_placed_[server]) place_part(server);
        }
        return std::move(order_);
    }

private:
    /// Breadth first: what is reached by way of one neighbour of the root is all on one side.
    void place_part(ServerIndex root) {
        std::deque<ServerIndex> part{root};
        std::deque<std::pair<ServerIndex, bool>> waiting;  // and whether it is on the left
        is_placed_[root] = true;
        bool is_left = true;
        const auto reach = [&](ServerIndex server, std::optional<bool> side) {
            for (const auto neighbour : neighbours_[server]) {
                if (is_placed_[neighbour]) continue;
                is_placed_[neighbour] = true;
                const bool left = side.value_or(is_left);
                is_left = !is_left;
                if (left) {
                    part.push_front(neighbour);
                } else {
                    part.push_back(neighbour);
                }
                waiting.emplace_back(neighbour, left);
            }
        };
        reach(root, std::nullopt);
        while (!waiting.empty()) {
            const auto [server, left] = waiting.front();
            waiting.pop_front();
            reach(server, left);
        }
        order_.insert(order_.end(), part.begin(), part.end());
    }

    std::vector<std::vector<ServerIndex>> neighbours_;
    std::vector<bool> is_placed_;
    std::vector<ServerIndex> order_;
};

std::size_t total_length(const std::vector<ServerIndex>& order, const Links& links,
                         std::vector<std::size_t>& places) {
    for (std::size_t i = 0; i < order.size(); ++i) places[order[i]] = i;
    std::size_t total = 0;
    for (const auto& [a, b] : links) {
        total += places[a] > places[b] ? places[a] - places[b] : places[b] - places[a];
    }
    return total;
}

/// Moves single servers to where links become shorter, as long as that helps.
void shorten(std::vector<ServerIndex>& order, const Links& links) {
    std::vector<std::size_t> places(order.size());
    std::size_t best = total_length(order, links, places);
    for (int round = 0; round < most_rounds; ++round) {
        const std::size_t before = best;
        for (std::size_t from = 0; from < order.size(); ++from) {
            for (std::size_t to = 0; to < order.size(); ++to) {
                auto changed = order;
                const auto server = changed[from];
                changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(from));
                changed.insert(changed.begin() + static_cast<std::ptrdiff_t>(to), server);
                const std::size_t length = total_length(changed, links, places);
                if (length >= best) continue;
                best = length;
                order = std::move(changed);
            }
        }
        if (best == before) return;
    }
}

}  // namespace

std::vector<ServerIndex> find_column_order(std::size_t servers, const Links& links, ServerIndex root) {
    if (servers == 0) return {};
    auto order = Arrangement(servers, links).make(root);
    if (servers <= most_searched) shorten(order, links);
    return order;
}

}  // namespace herd::trace

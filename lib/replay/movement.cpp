#include "replay/movement.hpp"

#include <algorithm>
#include <utility>

namespace herd::replay {
namespace {

bool is_white(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

}  // namespace

std::uint32_t Movement::find_or_add_client(std::string_view name) {
    std::string client(name);
    std::replace_if(client.begin(), client.end(), is_white, '-');
    const auto [entry, is_new] = indexes_.try_emplace(client, static_cast<std::uint32_t>(clients_.size()));
    if (is_new) clients_.push_back(std::move(client));
    return entry->second;
}

bool Movement::add(Point point) {
    if (points_.size() >= most_points) return false;
    points_.push_back(std::move(point));
    return true;
}

void Movement::sort() {
    std::stable_sort(points_.begin(), points_.end(),
                     [](const Point& a, const Point& b) { return a.time < b.time; });
}

void Movement::keep_clients(std::size_t count) {
    if (count >= clients_.size()) return;
    std::erase_if(points_, [count](const Point& point) { return point.client >= count; });
    for (std::size_t i = count; i < clients_.size(); ++i) indexes_.erase(clients_[i]);
    clients_.resize(count);
}

void Movement::prefix_clients(std::string_view prefix) {
    indexes_.clear();
    for (std::uint32_t i = 0; i < clients_.size(); ++i) {
        clients_[i].insert(0, prefix);
        indexes_.emplace(clients_[i], i);
    }
}

}  // namespace herd::replay

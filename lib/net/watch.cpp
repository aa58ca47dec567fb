#include "net/watch.hpp"

#include <utility>
#include <vector>

namespace herd::net {

Watch::Id Watch::add(std::function<bool()> condition, std::function<void()> met) {
    waiting_.emplace(++last_, Entry{std::move(condition), std::move(met)});
    wake();
    return last_;
}

void Watch::wake() {
    if (waiting_.empty() || std::exchange(will_look_, true)) return;
    asio::post(loop_, [this] { look(); });
}

void Watch::look() {
    will_look_ = false;
    // Who is told may add and cancel others.
    std::vector<std::function<void()>> met;
    for (auto entry = waiting_.begin(); entry != waiting_.end();) {
        if (!entry->second.condition()) {
            ++entry;
            continue;
        }
        met.push_back(std::move(entry->second.met));
        entry = waiting_.erase(entry);
    }
    for (const auto& tell : met) tell();
}

}  // namespace herd::net

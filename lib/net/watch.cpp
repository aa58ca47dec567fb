#include "net/watch.hpp"

#include <utility>

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
    for (auto entry = waiting_.begin(); entry != waiting_.end();) {
        if (!entry->second.condition()) {
            ++entry;
            continue;
        }
        const auto met = std::move(entry->second.met);
        entry = waiting_.erase(entry);
        met();
    }
}

}  // namespace herd::net

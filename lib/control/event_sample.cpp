#include "control/event_sample.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

namespace herd::control {
namespace {

/// What tells an update from all others.
std::string identify(const trace::Event& event) {
    return event.client + '\0' + event.time + '\0' + std::to_string(event.origin.value_or(0)) + '\0' +
           std::to_string(event.receipt.time_since_epoch().count());
}

}  // namespace

std::vector<trace::Event> sample_updates(std::vector<trace::Event> events, std::size_t quota) {
    if (events.size() <= quota) return events;
    const auto is_receipt = [](const trace::Event& event) { return event.kind == trace::Kind::received; };
    const auto receipts = static_cast<std::size_t>(std::count_if(events.begin(), events.end(), is_receipt));
    if (receipts == 0) {
        events.resize(quota);
        return events;
    }
    // As many updates as have room if each has as many events as all have on average.
    std::size_t wanted = std::max<std::size_t>(1, quota * receipts / events.size());
    std::unordered_set<std::string> chosen;
    std::vector<trace::Event> sample;
    for (auto& event : events) {
        if (sample.size() == 2 * quota) break;
        if (event.client.empty()) {
            sample.push_back(std::move(event));
            continue;
        }
        auto update = identify(event);
        if (wanted > 0 && is_receipt(event) && chosen.insert(update).second) --wanted;
        if (chosen.contains(update)) sample.push_back(std::move(event));
    }
    return sample;
}

}  // namespace herd::control

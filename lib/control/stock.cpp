#include "control/stock.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "control/find.hpp"
#include "core/digest.hpp"
#include "core/store.hpp"

namespace herd::control {
namespace {

constexpr std::size_t records_a_visit = 4096;

/// A record that lasts while its store is asked for others.
struct KeptRecord {
    explicit KeptRecord(const core::Record& from)
        : client(from.client), location(from.location), time(from.time), stamps(from) {}

    core::Record view() const {
        core::Record record = stamps;
        record.client = client;
        record.location = location;
        record.time = time;
        record.short_form = nullptr;
        return record;
    }

    std::string client;
    std::string location;
    std::string time;
    core::Record stamps;
};

}  // namespace

StockVisit::StockVisit(const net::Herd& herd) : herd_(herd), roster_(make_roster(herd)) {
    for (core::ServerIndex server = 0; server < roster_.size(); ++server) {
        if (!herd.has_server(server)) continue;
        const auto state = herd.state(server);
        if (state == net::ServerState::running || state == net::ServerState::paused)
            running_.push_back(server);
    }
}

std::vector<StockVisit::Group> StockVisit::group(std::size_t bucket) const {
    std::vector<Group> groups;
    for (const auto server : running_) {
        const auto digest = herd_.server(server).store().digest()[bucket];
        const auto same = std::find_if(groups.begin(), groups.end(),
                                       [digest](const Group& one) { return one.digest == digest; });
        if (same == groups.end()) {
            groups.push_back({digest, {server}});
        } else {
            same->servers.push_back(server);
        }
    }
    return groups;
}

std::size_t StockVisit::visit(std::size_t bucket, const Visit& visit) const {
    const auto groups = group(bucket);
    if (groups.empty()) return 0;
    return groups.size() == 1 ? visit_agreeing(bucket, groups.front(), visit)
                              : visit_differing(bucket, groups, visit);
}

std::size_t StockVisit::visit_agreeing(std::size_t bucket, const Group& group, const Visit& visit) const {
    const auto& store = herd_.server(group.servers.front()).store();
    core::Store::Cursor cursor;
    std::size_t count = 0;
    while (const auto record = store.next(bucket, cursor)) {
        ++count;
        visit({*record, {}});
    }
    return count;
}

std::size_t StockVisit::visit_differing(std::size_t bucket, const std::vector<Group>& groups,
                                        const Visit& visit) const {
    using Holding = std::pair<std::size_t, KeptRecord>;  // a group, and what its servers have
    std::unordered_map<std::string, std::vector<Holding>> clients;
    std::size_t count = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto& store = herd_.server(groups[i].servers.front()).store();
        core::Store::Cursor cursor;
        while (const auto record = store.next(bucket, cursor)) {
            ++count;
            clients[std::string(record->client)].emplace_back(i, KeptRecord(*record));
        }
    }
    for (const auto& [client, holdings] : clients) {
        const auto newest =
            std::max_element(holdings.begin(), holdings.end(), [this](const Holding& a, const Holding& b) {
                return core::compare_age(a.second.view(), b.second.view(), roster_) < 0;
            });
        Sighting sighting{newest->second.view(), {}};
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const auto held = std::find_if(holdings.begin(), holdings.end(),
                                           [i](const Holding& one) { return one.first == i; });
            const bool is_newest =
                held != holdings.end() && core::compare_age(held->second.view(), sighting.record, roster_) ==
                                              std::strong_ordering::equal;
            if (is_newest) continue;
            sighting.stale.insert(sighting.stale.end(), groups[i].servers.begin(), groups[i].servers.end());
        }
        std::sort(sighting.stale.begin(), sighting.stale.end());
        visit(sighting);
    }
    return count;
}

Result<void, Problem> walk_stock(
    const BackOffice& office, std::size_t first,
    const std::function<void(const StockVisit&, std::size_t bucket, const Sighting&)>& visit) {
    for (std::size_t bucket = first; bucket < core::bucket_count;) {
        const auto next = office.call([&](net::Herd& herd) {
            const StockVisit stock(herd);
            std::size_t looked_at = 0;
            auto at = bucket;
            for (; at < core::bucket_count && looked_at < records_a_visit; ++at) {
                looked_at += stock.visit(at, [&](const Sighting& sighting) { visit(stock, at, sighting); });
            }
            return at;
        });
        if (!next) return unexpected(next.error());
        bucket = *next;
    }
    return {};
}

}  // namespace herd::control

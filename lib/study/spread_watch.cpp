#include "study/spread_watch.hpp"

#include <algorithm>
#include <limits>
#include <variant>

#include "base/assert.hpp"
#include "base/decimal.hpp"

namespace herd::study {
namespace {

constexpr std::string_view client_prefix = "update-";

}  // namespace

SpreadWatch::SpreadWatch(const core::Roster& roster, std::size_t updates)
    : roster_(roster), reader_(roster), spreads_(updates) {}

std::string SpreadWatch::format_update(std::size_t update) {
    return "IAMAT " + std::string(client_prefix) + std::to_string(update) +
           " +34.068930-118.445127 1621464827.959498503\n";
}

void SpreadWatch::on_link_down(core::ServerIndex self, core::ServerIndex peer, Now) {
    --ends_up_;
    sent_.on_down(self, peer);
    came_.on_down(peer, self);
}

void SpreadWatch::on_link_sent(core::ServerIndex from, core::ServerIndex to, std::string_view bytes, Now) {
    sent_.on_bytes(from, to, bytes, [this](std::string_view frame) { traffic_.count(frame); });
}

void SpreadWatch::on_link_came(core::ServerIndex from, core::ServerIndex to, std::string_view bytes,
                               Now now) {
    came_.on_bytes(from, to, bytes, [&](std::string_view bytes_of_one) {
        if (!carries_record(bytes_of_one)) return;
        reader_.append(bytes_of_one);
        const auto frame = reader_.next();
        HERD_ASSERT(frame && *frame);
        on_record(to, std::get<core::RecordFrame>(**frame), now);
    });
}

void SpreadWatch::on_record(core::ServerIndex to, const core::RecordFrame& frame, Now now) {
    if (to == frame.record.origin) return;
    const auto update = parse_integer(frame.record.client.substr(client_prefix.size()),
                                      std::numeric_limits<std::uint32_t>::max());
    HERD_ASSERT(update && *update < spreads_.size());
    Spread& spread = spreads_[*update];
    if (is_everywhere(*update)) return;
    if (spread.has.empty()) spread.has.resize(roster_.size());
    if (spread.has[to]) return;
    spread.has[to] = true;
    ++spread.reached;
    spread.hops += frame.hop;
    spread.most_hops = std::max(spread.most_hops, frame.hop);
    spread.last = now.wall - frame.record.receipt;
    if (!is_everywhere(*update)) return;
    spread.has = {};
    ++finished_;
}

}  // namespace herd::study

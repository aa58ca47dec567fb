#include "control/propagation.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/hash.hpp"

namespace herd::control {
namespace {

/// Whether a server that keeps `kept` has no need of `update` any more. Updates that only the names of
/// servers or the locations tell apart count as equally new.
bool is_as_new(const UpdateAge& kept, const UpdateAge& update) {
    if (kept.time != update.time) return kept.time > update.time;
    return kept.receipt <= update.receipt;
}

std::int64_t number_of_second(nanoseconds t) {
    return std::chrono::floor<std::chrono::seconds>(t).count();
}

}  // namespace

void Propagation::read(std::span<const trace::Event> events, std::uint64_t left_out,
                       const std::vector<bool>& running, nanoseconds now, const FindAge& find_age) {
    now_ = now;
    if (left_out > 0) {
        all_.unread += left_out;
        left_out_at_ = now;
        for (auto& [client, update] : under_way_) update.is_unsure = true;
    }
    for (const auto& event : events) on_event(event);
    look_up(find_age, now);
    for (core::ServerIndex server = 0; server < std::max(running.size(), running_.size()); ++server)
        set_running(server, server < running.size() && running[server]);
}

void Propagation::on_event(const trace::Event& event) {
    switch (event.kind) {
        case trace::Kind::accepted:
        case trace::Kind::stale:
        case trace::Kind::duplicate:
            on_outcome(event);
            break;
        case trace::Kind::started:
            set_running(event.server, true);
            break;
        case trace::Kind::stopped:
        case trace::Kind::crashed:
            set_running(event.server, false);
            break;
        default:
            break;
    }
}

void Propagation::on_outcome(const trace::Event& event) {
    const auto time = core::parse_client_time(event.time);
    if (!time) return;
    const UpdateAge age{*time, event.receipt};
    const std::uint64_t client = core::hash_bytes(event.client);
    const auto at = under_way_.find(client);
    if (at == under_way_.end()) {
        if (event.kind == trace::Kind::accepted && !event.peer) begin(client, age, event);
        return;
    }
    UnderWay& update = at->second;
    // Whatever became of it, the server has it now, or a newer one.
    if (!is_as_new(age, update.age)) return;
    if (event.server >= update.at.size()) update.at.resize(event.server + 1, At::nothing);
    if (update.at[event.server] == At::there) return;
    if (age == update.age && !event.is_resync) {
        update.hops = std::max(update.hops, event.hop);
    } else {
        update.is_flooded = false;
    }
    arrive(update, event.server, event.t);
    update.is_vague = false;
    settle(at);
}

void Propagation::begin(std::uint64_t client, const UpdateAge& age, const trace::Event& event) {
    if (under_way_.size() == room) {
        ++all_.forgotten;
        return;
    }
    UnderWay update;
    update.age = age;
    update.begun = update.last = event.t;
    update.at.resize(std::max<std::size_t>(running_.size(), event.server + 1), At::nothing);
    for (core::ServerIndex server = 0; server < running_.size(); ++server) {
        if (!running_[server]) continue;
        update.at[server] = At::awaited;
        ++update.awaited;
    }
    arrive(update, event.server, event.t);
    settle(under_way_.emplace(client, std::move(update)).first);
}

void Propagation::arrive(UnderWay& update, core::ServerIndex server, nanoseconds t) {
    if (update.at[server] == At::awaited) {
        --update.awaited;
        update.last = t;
    }
    update.at[server] = At::there;
    ++update.there;
}

void Propagation::set_running(core::ServerIndex server, bool runs) {
    if (server >= running_.size()) running_.resize(server + 1, false);
    if (running_[server] == runs) return;
    running_[server] = runs;
    if (runs) return;
    for (auto at = under_way_.begin(); at != under_way_.end();) {
        UnderWay& update = at->second;
        if (server < update.at.size()) {
            if (update.at[server] == At::awaited) --update.awaited;
            if (update.at[server] == At::there) --update.there;
            update.at[server] = At::nothing;
        }
        at = settle(at);
    }
}

/// An update that is everywhere, or nowhere any more, is followed no longer. Returns the next one.
Propagation::Table::iterator Propagation::settle(Table::iterator at) {
    const UnderWay& update = at->second;
    if (update.awaited > 0 && update.there > 0) return std::next(at);
    const bool is_known = !update.is_vague || update.last - update.begun >= vague_after;
    if (update.there > 0 && is_known) {
        record(update);
    } else {
        ++all_.forgotten;
    }
    return under_way_.erase(at);
}

/// Where events were left out, the servers themselves tell what they have.
void Propagation::look_up(const FindAge& find_age, nanoseconds now) {
    for (auto at = under_way_.begin(); at != under_way_.end();) {
        UnderWay& update = at->second;
        if (now - update.begun > longest) {
            ++all_.forgotten;
            at = under_way_.erase(at);
            continue;
        }
        if (!update.is_unsure) {
            ++at;
            continue;
        }
        for (core::ServerIndex server = 0; server < update.at.size(); ++server) {
            if (update.at[server] != At::awaited) continue;
            const auto kept = find_age(server, at->first);
            if (!kept || !is_as_new(*kept, update.age)) break;
            arrive(update, server, now);
            update.is_flooded = false;
            update.is_vague = true;
        }
        at = settle(at);
    }
}

void Propagation::record(const UnderWay& update) {
    const nanoseconds time = update.last - update.begun;
    const auto bucket = std::lower_bound(propagation_buckets.begin(), propagation_buckets.end(), time);
    ++all_.times[static_cast<std::size_t>(bucket - propagation_buckets.begin())];
    all_.total_time += time;
    if (update.is_flooded) {
        const auto hop = std::lower_bound(hop_buckets.begin(), hop_buckets.end(), update.hops);
        ++all_.hops[static_cast<std::size_t>(hop - hop_buckets.begin())];
        all_.total_hops += update.hops;
    }
    const std::int64_t number = number_of_second(update.last);
    Second& second = seconds_[static_cast<std::size_t>(number) % seconds_.size()];
    if (number < second.number) return;
    if (number > second.number) second = {number, {}};
    second.times.record(time);
}

PropagationFigures Propagation::figures(nanoseconds now) const {
    PropagationFigures figures = all_;
    figures.waiting = under_way_.size();
    figures.window = window;
    figures.is_sampled = left_out_at_ && now - *left_out_at_ <= window;
    const std::int64_t oldest = number_of_second(now - window) + 1;
    Histogram times;
    for (const auto& second : seconds_) {
        if (second.number >= oldest) times.merge(second.times);
    }
    figures.count = times.count();
    figures.p50 = times.quantile(0.5);
    figures.p90 = times.quantile(0.9);
    figures.p99 = times.quantile(0.99);
    figures.max = times.max();
    return figures;
}

}  // namespace herd::control

#include "control/toxic_book.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <utility>
#include <variant>

#include "base/quote.hpp"
#include "fault/limits.hpp"

namespace herd::control {
namespace {

constexpr std::size_t most_ended = 256;  // toxics that are over, and not removed yet

const fault::Control::InForce* find_fault(const std::vector<fault::Control::InForce>& faults,
                                          fault::Control::FaultId id) {
    const auto found =
        std::find_if(faults.begin(), faults.end(), [id](const auto& fault) { return fault.id == id; });
    return id == 0 || found == faults.end() ? nullptr : &*found;
}

bool concerns(const fault::Where& where, const LinkProxy& proxy, Stream stream) {
    if (const auto* direction = std::get_if<fault::DirectionName>(&where))
        return *direction == proxy.direction(stream);
    const auto& link = std::get<fault::LinkName>(where);
    return link == fault::LinkName{proxy.first, proxy.second} ||
           link == fault::LinkName{proxy.second, proxy.first};
}

/// The kind of fault that a toxic comes to: of each kind there is one in a direction.
std::size_t kind_of(const ToxicEffect& effect) {
    return effect.action ? effect.action->index() : fault::Action(fault::Reset{}).index();
}

Problem find_no_toxic() {
    return {404, "toxic not found", {}, {}};
}

}  // namespace

/// Calls once, unless it goes before.
class ToxicBook::Alarm {
public:
    Alarm(net::Herd& herd, nanoseconds after, std::function<void()> work)
        : herd_(herd), timer_(herd.every(after, std::move(work))) {}
    ~Alarm() { herd_.cancel_timer(timer_); }

    Alarm(const Alarm&) = delete;
    Alarm& operator=(const Alarm&) = delete;

private:
    net::Herd& herd_;
    net::Herd::TimerId timer_;
};

ToxicBook::ToxicBook() = default;
ToxicBook::~ToxicBook() = default;

bool ToxicBook::is_over(const Entry& entry, const InForce& faults) {
    return entry.fault == 0 ? entry.alarm == nullptr : find_fault(faults, entry.fault) == nullptr;
}

std::vector<ToxicBook::Standing> ToxicBook::look(const net::Herd& herd, const LinkProxy& proxy) const {
    const auto faults = herd.faults().in_force();
    std::vector<Standing> standing;
    const auto has_name = [&](const std::string& name) {
        return std::any_of(standing.begin(), standing.end(),
                           [&](const Standing& one) { return one.toxic.name == name; });
    };
    const auto is_known = [&](fault::Control::FaultId id) {
        return std::any_of(standing.begin(), standing.end(),
                           [id](const Standing& one) { return one.entry && one.fault == id; });
    };
    for (const auto& entry : entries_) {
        if (entry.link == proxy.link && !is_over(entry, faults))
            standing.push_back({entry.toxic, entry.fault, &entry});
    }
    for (const auto& fault : faults) {
        const auto* where = find_where(fault.fault.action);
        if (where == nullptr || is_known(fault.id)) continue;
        for (const Stream stream : {Stream::upstream, Stream::downstream}) {
            if (!concerns(*where, proxy, stream)) continue;
            auto toxic = make_toxic(fault.fault.action, stream);
            if (!toxic) continue;
            if (has_name(toxic->name)) toxic->name += "_" + std::to_string(fault.id);
            standing.push_back({std::move(*toxic), fault.id, nullptr});
        }
    }
    std::stable_partition(standing.begin(), standing.end(),
                          [](const Standing& one) { return one.toxic.stream == Stream::upstream; });
    return standing;
}

std::vector<Toxic> ToxicBook::list(const net::Herd& herd, const LinkProxy& proxy) const {
    std::vector<Toxic> toxics;
    for (auto& standing : look(herd, proxy)) toxics.push_back(std::move(standing.toxic));
    return toxics;
}

Result<Toxic, Problem> ToxicBook::find(const net::Herd& herd, const LinkProxy& proxy,
                                       std::string_view name) const {
    for (auto& standing : look(herd, proxy)) {
        if (standing.toxic.name == name) return std::move(standing.toxic);
    }
    return unexpected(find_no_toxic());
}

Result<ToxicEffect, Problem> ToxicBook::check(const net::Herd& herd, const LinkProxy& proxy,
                                              const Toxic& toxic, std::string_view replaced) const {
    const auto effect = make_effect(toxic, proxy.direction(toxic.stream));
    if (!effect) return unexpected(effect.error());
    for (const auto& standing : look(herd, proxy)) {
        const auto& other = standing.toxic;
        if (other.name == replaced) continue;
        if (other.name == toxic.name) return unexpected(Problem{409, "toxic already exists", {}, {}});
        const auto others = make_effect(other, proxy.direction(other.stream));
        if (other.stream == toxic.stream && others && kind_of(*others) == kind_of(*effect)) {
            return unexpected(Problem{409,
                                      "toxic already exists: " + format_quoted(other.name) +
                                          " does the same to this stream; change that one",
                                      {},
                                      {}});
        }
    }
    if (effect->action) {
        const auto checked = herd.faults().check({*effect->action, std::nullopt});
        if (!checked) return unexpected(refuse_body(checked.error()));
    }
    if (effect->resets_after && *effect->resets_after > fault::longest_delay)
        return unexpected(refuse_body("timeout is at most an hour"));
    return effect;
}

Result<void, Problem> ToxicBook::add(net::Herd& herd, const LinkProxy& proxy, const Toxic& toxic) {
    const auto effect = check(herd, proxy, toxic, {});
    if (!effect) return unexpected(effect.error());
    return set(herd, proxy, toxic, *effect);
}

/// Shape: it was checked.
Result<void, Problem> ToxicBook::set(net::Herd& herd, const LinkProxy& proxy, const Toxic& toxic,
                                     const ToxicEffect& effect) {
    Entry entry{proxy.link, toxic, 0, nullptr};
    if (effect.action) {
        const auto id = herd.apply({*effect.action, std::nullopt});
        if (!id) return unexpected(Problem{409, id.error(), {}, {}});
        entry.fault = *id;
    }
    // Of those that have ended, the one of this name has had its time.
    entries_.remove_if(
        [&](const Entry& old) { return old.link == proxy.link && old.toxic.name == toxic.name; });
    forget_ended(herd);
    auto& kept = entries_.emplace_back(std::move(entry));
    if (!effect.resets_after) return {};
    if (*effect.resets_after == nanoseconds(0)) {
        ring(herd, proxy, kept);
    } else {
        kept.alarm = std::make_unique<Alarm>(herd, *effect.resets_after, [this, &herd, proxy, &kept] {
            ring(herd, proxy, kept);
            kept.alarm.reset();
        });
    }
    return {};
}

/// Ends a toxic with its reset, unless somebody has lifted it before.
void ToxicBook::ring(net::Herd& herd, const LinkProxy& proxy, const Entry& entry) {
    if (entry.fault != 0 && find_fault(herd.faults().in_force(), entry.fault) == nullptr) return;
    // The link may have been removed: then there is nothing to reset.
    if (herd.has_link(proxy.link)) herd.apply({fault::Reset{{proxy.first, proxy.second}}, std::nullopt});
    if (entry.fault != 0) herd.lift(entry.fault);
}

Result<Toxic, Problem> ToxicBook::update(net::Herd& herd, const LinkProxy& proxy, std::string_view name,
                                         const config::Value& body) {
    const auto old = find(herd, proxy, name);
    if (!old) return unexpected(old.error());
    const auto toxic = change_toxic(*old, body);
    if (!toxic) return unexpected(toxic.error());
    const auto effect = check(herd, proxy, *toxic, name);
    if (!effect) return unexpected(effect.error());
    if (const auto removed = remove(herd, proxy, name); !removed) return unexpected(removed.error());
    if (const auto done = set(herd, proxy, *toxic, *effect); !done) return unexpected(done.error());
    return *toxic;
}

Result<void, Problem> ToxicBook::remove(net::Herd& herd, const LinkProxy& proxy, std::string_view name) {
    for (const auto& standing : look(herd, proxy)) {
        if (standing.toxic.name != name) continue;
        take_off(herd, proxy, standing);
        return {};
    }
    const auto is_meant = [&](const Entry& entry) {
        return entry.link == proxy.link && entry.toxic.name == name;
    };
    if (entries_.remove_if(is_meant) > 0) return {};
    return unexpected(find_no_toxic());
}

void ToxicBook::remove_all(net::Herd& herd, const LinkProxy& proxy) {
    for (auto standing = look(herd, proxy); !standing.empty(); standing = look(herd, proxy))
        take_off(herd, proxy, standing.front());
    entries_.remove_if([&](const Entry& entry) { return entry.link == proxy.link; });
}

void ToxicBook::take_off(net::Herd& herd, const LinkProxy& proxy, const Standing& standing) {
    if (standing.fault != 0) {
        const auto faults = herd.faults().in_force();
        auto active = *find_fault(faults, standing.fault);
        herd.lift(standing.fault);
        // A fault of both directions is two toxics, of which the other one stays.
        const auto other = standing.toxic.stream == Stream::upstream ? Stream::downstream : Stream::upstream;
        if (concerns(*find_where(active.fault.action), proxy, other)) {
            std::visit(
                [&](auto& what) {
                    if constexpr (requires { what.where; }) what.where = proxy.direction(other);
                },
                active.fault.action);
            if (active.until) {
                active.fault.lasts = std::max<nanoseconds>(
                    nanoseconds(1), *active.until - SteadyTime(std::chrono::steady_clock::now()));
            }
            herd.apply(active.fault);
        }
    }
    entries_.remove_if([&](const Entry& entry) { return &entry == standing.entry; });
}

void ToxicBook::forget_ended(const net::Herd& herd) {
    const auto faults = herd.faults().in_force();
    std::size_t ended = 0;
    for (auto entry = entries_.end(); entry != entries_.begin();) {
        --entry;
        if (is_over(*entry, faults) && ++ended > most_ended) entry = entries_.erase(entry);
    }
}

}  // namespace herd::control

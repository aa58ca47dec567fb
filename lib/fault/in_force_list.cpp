#include "fault/in_force_list.hpp"

#include <algorithm>

namespace herd::fault {
namespace {

bool is_down(const Action& action) {
    return std::holds_alternative<Stop>(action) || std::holds_alternative<Crash>(action);
}

// Whether one of them would replace the other at the same place.
bool is_same_kind(const Action& a, const Action& b) {
    return a.index() == b.index() || (is_down(a) && is_down(b));
}

// Adds one fault to what those before it come to.
struct AddTo {
    LinkState& state;
    const ActiveFault& active;

    void operator()(const Cut&) const { state.is_cut = true; }
    void operator()(const Refuse&) const { state.is_refused = true; }
    void operator()(const DropFirst&) const { state.is_cut = true; }
    void operator()(const Flap&) const {
        state.is_flapping = true;
        state.is_cut |= active.is_cut_now;
    }
    void operator()(const Stall&) const {
        shape([](Conditions& conditions) { conditions.is_stalled = true; });
    }
    void operator()(const Latency& latency) const {
        shape([&](Conditions& conditions) {
            conditions.delay = latency.delay;
            conditions.jitter = latency.jitter;
            conditions.distribution = latency.distribution;
        });
    }
    void operator()(const Bandwidth& bandwidth) const {
        shape([&](Conditions& conditions) { conditions.bytes_per_second = bandwidth.bytes_per_second; });
    }
    void operator()(const Slice& slice) const {
        shape([&](Conditions& conditions) {
            conditions.slice = slice.size;
            conditions.slice_pause = slice.pause;
        });
    }
    void operator()(const CloseAfter& close) const {
        shape([&](Conditions& conditions) { conditions.close_after = close.bytes; });
    }
    void operator()(const Corrupt&) const {
        shape([](Conditions& conditions) { conditions.corrupts = true; });
    }
    template <class Other>
    void operator()(const Other&) const {}

    template <class Change>
    void shape(Change change) const {
        for (int end = 0; end < 2; ++end) {
            if (active.place.is_of_end[end]) change(state.conditions[end]);
        }
    }
};

}  // namespace

const std::vector<ActiveFault*>& InForceList::at(const Place& place) const {
    return place.kind == Place::Kind::link ? on_link_[place.index] : at_server_[place.index];
}

std::vector<ActiveFault*>& InForceList::list_of(const Place& place) {
    return place.kind == Place::Kind::link ? on_link_[place.index] : at_server_[place.index];
}

ActiveFault* InForceList::find_same(const Action& action, const Place& place) const {
    for (auto* fault : at(place)) {
        if (fault->place == place && is_same_kind(fault->fault.action, action)) return fault;
    }
    return nullptr;
}

ActiveFault* InForceList::find(FaultId id) {
    const auto found = all_.find(id);
    return found == all_.end() ? nullptr : &found->second;
}

ActiveFault& InForceList::add(const Fault& fault, const Place& place) {
    const FaultId id = ++last_id_;
    ActiveFault& active = all_[id];
    active.id = id;
    active.fault = fault;
    active.place = place;
    list_of(place).push_back(&active);
    return active;
}

void InForceList::remove(const ActiveFault& fault) {
    auto& list = list_of(fault.place);
    list.erase(std::find(list.begin(), list.end(), &fault));
    all_.erase(fault.id);
}

LinkState InForceList::link_state(LinkIndex link) const {
    LinkState state;
    for (const auto* active : on_link_[link]) std::visit(AddTo{state, *active}, active->fault.action);
    return state;
}

}  // namespace herd::fault

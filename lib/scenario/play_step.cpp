#include "scenario/play_step.hpp"

#include <utility>
#include <vector>

#include "scenario/step_clients.hpp"
#include "scenario/step_records.hpp"
#include "scenario/step_trace.hpp"

namespace herd::scenario {
namespace {

std::optional<Setback> unsettled_unless(const Result<void, Unsettled>& settled) {
    if (settled) return std::nullopt;
    Setback setback;
    setback.outcome = Outcome::unsettled;
    setback.failure.why = "not within that time: " + settled.error().why;
    return setback;
}

struct Player {
    Stage& stage;
    nanoseconds patience;

    std::optional<Setback> operator()(const Send& send) const { return play_sends({send}, stage, patience); }
    std::optional<Setback> operator()(const Race& race) const {
        return play_sends(race.sends, stage, patience);
    }
    std::optional<Setback> operator()(const Settle& settle) const {
        return unsettled_unless(stage.settle(settle.within, false));
    }
    std::optional<Setback> operator()(const Quiet& quiet) const {
        return unsettled_unless(stage.settle(quiet.within, true));
    }
    std::optional<Setback> operator()(const Lifted& lifted) const {
        return unsettled_unless(stage.await_lifted(lifted.within));
    }
    std::optional<Setback> operator()(const Wait& wait) const {
        stage.wait(wait.duration);
        return std::nullopt;
    }
    std::optional<Setback> operator()(const Order& order) const {
        return look_at_order(order, stage.trace());
    }
    std::optional<Setback> operator()(const Messages& messages) const {
        return look_at_messages(messages, stage.trace());
    }
    std::optional<Setback> operator()(const Reached& reached) const {
        return look_at_reached(reached, stage.trace());
    }
    std::optional<Setback> operator()(const Hops& hops) const { return look_at_hops(hops, stage.trace()); }
    std::optional<Setback> operator()(const Converged& converged) const {
        return look_at_converged(converged, stage);
    }
    std::optional<Setback> operator()(const RecordIs& record) const { return look_at_record(record, stage); }
    std::optional<Setback> operator()(const Absent& absent) const { return look_at_absent(absent, stage); }
    std::optional<Setback> operator()(const fault::Fault& fault) const {
        const auto applied = stage.apply(fault);
        if (applied) return std::nullopt;
        Setback setback;
        setback.failure.why = applied.error();
        return setback;
    }
};

struct NeededAbility {
    template <class Step>
    std::optional<Ability> operator()(const Step&) const {
        return std::nullopt;
    }
    std::optional<Ability> operator()(const Order&) const { return Ability::trace; }
    std::optional<Ability> operator()(const Messages&) const { return Ability::trace; }
    std::optional<Ability> operator()(const Reached&) const { return Ability::trace; }
    std::optional<Ability> operator()(const Hops&) const { return Ability::trace; }
    std::optional<Ability> operator()(const fault::Fault&) const { return Ability::faults; }
};

}  // namespace

std::optional<Ability> ability_for(const Verb& verb) {
    return std::visit(NeededAbility(), verb);
}

std::optional<Setback> play_step(const Verb& verb, Stage& stage, nanoseconds patience) {
    return std::visit(Player{stage, patience}, verb);
}

}  // namespace herd::scenario

#include "places/upstream/gate.hpp"

#include <algorithm>

#include "places/upstream/retry_after.hpp"

namespace herd::places {
namespace {

/// "7 s", rounded up.
std::string format_wait(nanoseconds wait) {
    return std::to_string(std::chrono::ceil<std::chrono::seconds>(wait).count()) + " s";
}

}  // namespace

Gate::Gate(const UpstreamOptions& options)
    : name_(options.name),
      breaker_failures_(options.breaker_failures),
      breaker_pause_(options.breaker_pause),
      breaker_(options.breaker_failures, options.breaker_pause),
      budget_(options.daily_budget) {}

Result<Breaker::Ticket, Refusal> Gate::admit(Now now) {
    if (now.steady < hold_until_) return unexpected(refuse_held(now.steady));
    const auto ticket = breaker_.admit(now.steady);
    if (!ticket) return unexpected(refuse_open(now.steady));
    const Budget::Grant grant = budget_.take(now.wall);
    if (grant == Budget::Grant::given) return *ticket;
    breaker_.on_abandoned(*ticket);
    const std::string message = name_ + ": " + budget_.format_spent(now.wall);
    return unexpected(Refusal{Count::budget_rejections,
                              {"OVER_QUERY_LIMIT", message},
                              grant == Budget::Grant::refused_first ? message : ""});
}

Refusal Gate::refuse_held(SteadyTime now) const {
    return {Count::retry_after_holds,
            {"OVER_QUERY_LIMIT",
             name_ + ": the host has asked to wait; it is asked again in " + format_wait(hold_until_ - now)},
            {}};
}

Refusal Gate::refuse_open(SteadyTime now) const {
    const SteadyTime until = breaker_.open_until().value_or(now);
    const std::string when = until > now ? "in " + format_wait(until - now) : "once one request has tried";
    return {
        Count::breaker_rejections,
        {"UNKNOWN_ERROR", name_ + ": requests fail (last: " + last_failure_ + "); it is asked again " + when},
        {}};
}

Gate::Review Gate::on_outcome(Breaker::Ticket ticket, const Outcome& outcome, Now now) {
    hold_if_asked(outcome, now);
    if (is_unheard(outcome)) budget_.give_back(now.wall);
    switch (health_of(outcome)) {
        case Health::unknown:
            breaker_.on_abandoned(ticket);
            return {};
        case Health::good:
            if (breaker_.on_success(ticket) != Breaker::Change::closed) return {};
            return {false, name_ + ": requests succeed again"};
        case Health::bad:
            break;
    }
    last_failure_ = describe(outcome);
    switch (breaker_.on_failure(ticket, now.steady)) {
        case Breaker::Change::opened:
            return {true, name_ + ": " + std::to_string(breaker_failures_) +
                              (breaker_failures_ == 1 ? " request has" : " requests in a row have") +
                              " failed (last: " + last_failure_ + "); it is asked again in " +
                              format_wait(breaker_pause_)};
        case Breaker::Change::opened_again:
            // It was told when it opened: a host that stays away is not told of every few seconds.
            return {true, {}};
        case Breaker::Change::none:
        case Breaker::Change::closed:
            break;
    }
    return {};
}

void Gate::hold_if_asked(const Outcome& outcome, Now now) {
    if (!outcome || (outcome->status != 429 && outcome->status != 503)) return;
    if (const auto wait = parse_retry_after(outcome->retry_after, now.wall)) {
        hold_until_ = std::max(hold_until_, now.steady + *wait);
    }
}

std::optional<SteadyTime> Gate::repeatable_from(SteadyTime now) const {
    if (breaker_.is_open()) return std::nullopt;
    return std::max(now, hold_until_);
}

}  // namespace herd::places

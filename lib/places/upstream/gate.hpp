#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"
#include "places/meter.hpp"
#include "places/provider.hpp"
#include "places/upstream/breaker.hpp"
#include "places/upstream/budget.hpp"
#include "places/upstream/outcome.hpp"
#include "places/upstream/upstream.hpp"

namespace herd::places {

/// Why a request is not sent.
struct Refusal {
    Count count;
    Failure failure;
    std::string notice;  // for the log; mostly there is none
};

/// Which requests are let through to a host: not while it has asked to wait, not while the breaker is open,
/// not once the day's budget is spent. Not safe for threads.
class Gate {
public:
    explicit Gate(const UpstreamOptions& options);

    Result<Breaker::Ticket, Refusal> admit(Now now);

    /// What comes of a request that was let through.
    struct Review {
        bool has_opened = false;  // the breaker
        std::string notice;
    };
    Review on_outcome(Breaker::Ticket ticket, const Outcome& outcome, Now now);

    /// From when on a request that has failed may be repeated; nothing: the breaker is open.
    std::optional<SteadyTime> repeatable_from(SteadyTime now) const;

private:
    void hold_if_asked(const Outcome& outcome, Now now);
    Refusal refuse_held(SteadyTime now) const;
    Refusal refuse_open(SteadyTime now) const;

    std::string name_;
    int breaker_failures_;
    nanoseconds breaker_pause_;
    SteadyTime hold_until_ = SteadyTime::min();  // as the host has asked
    Breaker breaker_;
    Budget budget_;
    std::string last_failure_;
};

}  // namespace herd::places

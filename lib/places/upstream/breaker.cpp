#include "places/upstream/breaker.hpp"

namespace herd::places {

std::optional<Breaker::Ticket> Breaker::admit(SteadyTime now) {
    if (open_until_) {
        if (now < *open_until_ || is_trying_) return std::nullopt;
        is_trying_ = true;
        ++era_;
    }
    return Ticket{era_};
}

Breaker::Change Breaker::on_success(Ticket ticket) {
    if (ticket.era != era_) return Change::none;
    failures_ = 0;
    if (!is_trying_) return Change::none;
    is_trying_ = false;
    open_until_.reset();
    return Change::closed;
}

Breaker::Change Breaker::on_failure(Ticket ticket, SteadyTime now) {
    if (ticket.era != era_) return Change::none;
    if (is_trying_) {
        open(now);
        return Change::opened_again;
    }
    if (++failures_ < limit_) return Change::none;
    open(now);
    return Change::opened;
}

void Breaker::on_abandoned(Ticket ticket) {
    if (ticket.era == era_) is_trying_ = false;
}

void Breaker::open(SteadyTime now) {
    open_until_ = now + pause_;
    is_trying_ = false;
    ++era_;
}

}  // namespace herd::places

#include "net/turn_end.hpp"

#include <algorithm>
#include <utility>

#include "net/link.hpp"
#include "net/server_host.hpp"

namespace herd::net {
namespace {

/// A timer for each link would cost more than the links' waiting saves: those that are due soon are written
/// with it.
constexpr nanoseconds timer_slack = std::chrono::microseconds(100);

}  // namespace

void TurnEnd::add(ServerHost& host, core::SessionId session, std::uint64_t start) {
    turns_.push_back({&host, session, start});
    run_soon();
}

void TurnEnd::add(Link& link) {
    links_.push_back(&link);
    run_soon();
}

void TurnEnd::run_soon() {
    if (std::exchange(will_run_, true)) return;
    asio::post(loop_, [this] { run(); });
}

void TurnEnd::run() {
    will_run_ = false;
    // Whoever wants another turn has it after others had theirs.
    taken_turns_.swap(turns_);
    for (const Turn& turn : taken_turns_) turn.host->take_turn(turn.session, turn.start);
    taken_turns_.clear();
    write_links(nanoseconds(0));
}

/// Writes the links whose time has come, or will have within `slack`.
void TurnEnd::write_links(nanoseconds slack) {
    const SteadyTime now = read_clocks().steady;
    std::optional<SteadyTime> next;
    taken_links_.swap(links_);
    for (Link* const link : taken_links_) {
        const SteadyTime due = link->flush_due();
        if (due <= now + slack) {
            link->flush_in_turn(now);
        } else {
            links_.push_back(link);
            next = next ? std::min(*next, due) : due;
        }
    }
    taken_links_.clear();
    if (!next || (armed_ && *armed_ <= *next)) return;
    armed_ = next;
    timer_.expires_at(std::chrono::time_point_cast<std::chrono::steady_clock::duration>(*next));
    timer_.async_wait([this](const std::error_code& error) {
        if (error) return;
        armed_.reset();
        write_links(timer_slack);
    });
}

}  // namespace herd::net

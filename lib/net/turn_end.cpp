#include "net/turn_end.hpp"

#include <utility>

#include "net/link.hpp"
#include "net/server_host.hpp"

namespace herd::net {

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
    write_links();
}

void TurnEnd::write_links() {
    const SteadyTime now = read_clocks().steady;
    // Those that wait are written together: each at a time of its own would be a timer each.
    const bool is_time = now - gathered_ >= write_spacing;
    if (is_time) gathered_ = now;
    taken_links_.swap(links_);
    for (Link* const link : taken_links_) {
        if (is_time || link->may_flush(now)) {
            link->flush_in_turn(now);
        } else {
            links_.push_back(link);
        }
    }
    taken_links_.clear();
    if (links_.empty() || std::exchange(is_armed_, true)) return;
    timer_.expires_at(
        std::chrono::time_point_cast<std::chrono::steady_clock::duration>(gathered_ + write_spacing));
    timer_.async_wait([this](const std::error_code& error) {
        is_armed_ = false;
        if (!error) write_links();
    });
}

}  // namespace herd::net

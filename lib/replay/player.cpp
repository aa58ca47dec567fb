#include "replay/player.hpp"

#include <algorithm>
#include <chrono>
#include <poll.h>

namespace herd::replay {
namespace {

// Lines that are under way on a connection: as many as a server takes without being slowed down,
constexpr std::size_t most_waiting = 256;
// and where points have a time to be said at, as many as are kept for a server that does not answer.
constexpr std::size_t most_kept = 10'000;
constexpr nanoseconds longest_turn = std::chrono::milliseconds(100);

}  // namespace

Result<void, std::string> Player::connect() {
    for (const auto& server : stage_.servers) {
        connections_.emplace_back(server, tally_);
        if (const auto connected = connections_.back().connect(); !connected)
            return unexpected(connected.error());
    }
    return {};
}

void Player::say_what_is_due(nanoseconds elapsed) {
    const auto size = timetable_.size();
    for (; !size || next_ < *size; ++next_) {
        if (timetable_.due(next_) > elapsed) return;
        const auto& point = timetable_.point(next_);
        auto& connection = connections_[point.client % connections_.size()];
        if (connection.waiting() >= (timetable_.is_paced() ? most_kept : most_waiting)) {
            connection.on_ready();
            if (!timetable_.is_paced()) return;
            // Others are not held up by a server that does not answer.
            if (connection.waiting() >= most_kept) {
                ++tally_.lost;
                continue;
            }
        }
        connection.say(movement_.clients()[point.client], point.location, timetable_.time(next_));
    }
}

void Player::wait(nanoseconds patience) {
    std::vector<pollfd> watched;
    for (const auto& connection : connections_) {
        const int events = POLLIN | (connection.has_output() ? POLLOUT : 0);
        watched.push_back({connection.socket(), static_cast<short>(events), 0});
    }
    const auto limit = std::chrono::ceil<std::chrono::milliseconds>(patience).count();
    if (::poll(watched.data(), watched.size(), static_cast<int>(limit)) <= 0) return;
    for (std::size_t i = 0; i < watched.size(); ++i) {
        if (watched[i].revents != 0) connections_[i].on_ready();
    }
}

bool Player::is_waiting() const {
    return std::any_of(connections_.begin(), connections_.end(),
                       [](const Connection& connection) { return connection.waiting() > 0; });
}

Result<Tally, std::string> Player::play(const std::atomic<bool>& is_over,
                                        const std::function<void(std::uint64_t, const Tally&)>& on_turn) {
    using std::chrono::steady_clock;
    if (const auto connected = connect(); !connected) return unexpected(connected.error());
    const auto size = timetable_.size();
    const auto start = steady_clock::now();
    while (!is_over && (!size || next_ < *size)) {
        const nanoseconds elapsed = steady_clock::now() - start;
        say_what_is_due(elapsed);
        on_turn(next_, tally_);
        if (size && next_ >= *size) break;
        // What is due now has found no room, and waits for answers.
        const auto rest = timetable_.due(next_) - elapsed;
        wait(rest <= nanoseconds(0) ? longest_turn : std::min(rest, longest_turn));
    }
    const auto deadline = steady_clock::now() + stage_.patience;
    while (is_waiting() && steady_clock::now() < deadline) wait(longest_turn);
    for (auto& connection : connections_) connection.give_up();
    on_turn(next_, tally_);
    return tally_;
}

}  // namespace herd::replay

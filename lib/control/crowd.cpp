#include "control/crowd.hpp"

#include <algorithm>
#include <chrono>
#include <sys/socket.h>
#include <system_error>
#include <utility>

namespace herd::control {
namespace {

/// What a connection that was told to make room may take for it.
constexpr auto leaving_patience = std::chrono::milliseconds(200);

}  // namespace

void Crowd::Seat::wait() {
    const std::lock_guard lock(crowd->mutex_);
    state = State::waiting;
    since = std::chrono::steady_clock::now();
}

void Crowd::Seat::work() {
    const std::lock_guard lock(crowd->mutex_);
    state = State::working;
}

bool Crowd::Seat::begin_stream() {
    const std::lock_guard lock(crowd->mutex_);
    if (crowd->count(State::streaming) >= crowd->limits_.streams) return false;
    state = State::streaming;
    return true;
}

Crowd::~Crowd() {
    std::unique_lock lock(mutex_);
    for (const Seat& seat : seats_) {
        if (seat.state != Seat::State::over) ::shutdown(seat.socket, SHUT_RDWR);
    }
    left_.wait(lock, [this] { return count(Seat::State::over) == seats_.size(); });
    reap(lock);
}

std::size_t Crowd::count(Seat::State state) const {
    return static_cast<std::size_t>(std::count_if(seats_.begin(), seats_.end(),
                                                  [state](const Seat& seat) { return seat.state == state; }));
}

/// Joins the threads whose connections are over.
void Crowd::reap(std::unique_lock<std::mutex>& lock) {
    std::list<Seat> over;
    for (auto seat = seats_.begin(); seat != seats_.end();) {
        const auto next = std::next(seat);
        if (seat->state == Seat::State::over) over.splice(over.end(), seats_, seat);
        seat = next;
    }
    lock.unlock();
    for (Seat& seat : over) seat.thread.join();
    lock.lock();
}

bool Crowd::make_room(std::unique_lock<std::mutex>& lock) {
    const auto has_room = [this] { return seats_.size() - count(Seat::State::over) < limits_.connections; };
    if (has_room()) return true;
    Seat* longest = nullptr;
    for (Seat& seat : seats_) {
        if (seat.state != Seat::State::waiting || seat.is_leaving) continue;
        if (longest == nullptr || seat.since < longest->since) longest = &seat;
    }
    if (longest == nullptr) return false;
    longest->is_leaving = true;
    ::shutdown(longest->socket, SHUT_RDWR);
    return left_.wait_for(lock, leaving_patience, has_room);
}

void Crowd::admit(Descriptor socket) {
    std::unique_lock lock(mutex_);
    reap(lock);
    if (!make_room(lock)) return;
    Seat& seat = seats_.emplace_back();
    seat.crowd = this;
    seat.since = std::chrono::steady_clock::now();
    seat.socket = socket.number();
    try {
        seat.thread =
            std::thread([this, &seat, owned = std::move(socket)]() mutable { run(seat, std::move(owned)); });
    } catch (const std::system_error&) {
        // The system has no more threads: the client finds its connection closed, and may try again.
        seats_.pop_back();
    }
}

void Crowd::run(Seat& seat, Descriptor socket) {
    ClientSocket client(std::move(socket));
    serve_(client, seat);
    // From here on nobody else may use the descriptor: it is about to be closed.
    const std::lock_guard lock(mutex_);
    seat.state = Seat::State::over;
    left_.notify_all();
}

}  // namespace herd::control

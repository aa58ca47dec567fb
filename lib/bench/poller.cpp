#include "bench/poller.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <sys/prctl.h>
#include <system_error>
#include <unistd.h>

namespace herd::bench {
namespace {

epoll_event make_event(std::size_t connection, bool is_watched) {
    epoll_event event{};
    event.events = EPOLLIN | (is_watched ? EPOLLOUT : 0U);
    event.data.u64 = connection;
    return event;
}

}  // namespace

Poller::Poller() : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    if (epoll_ < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
    // Or the system wakes this thread up to 50 us too late.
    ::prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);
}

Poller::~Poller() {
    ::close(epoll_);
}

void Poller::add(int socket, std::size_t connection) {
    epoll_event event = make_event(connection, false);
    if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) != 0)
        throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}

void Poller::watch_output(int socket, std::size_t connection, bool is_watched) {
    epoll_event event = make_event(connection, is_watched);
    ::epoll_ctl(epoll_, EPOLL_CTL_MOD, socket, &event);
}

std::span<const epoll_event> Poller::wait(nanoseconds patience) {
    patience = std::max(patience, nanoseconds(0));
    const auto seconds = std::chrono::floor<std::chrono::seconds>(patience);
    const timespec timeout{seconds.count(), (patience - seconds).count()};
    const int count =
        ::epoll_pwait2(epoll_, events_.data(), static_cast<int>(events_.size()), &timeout, nullptr);
    if (count < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "epoll_pwait2");
    return {events_.data(), static_cast<std::size_t>(std::max(count, 0))};
}

}  // namespace herd::bench

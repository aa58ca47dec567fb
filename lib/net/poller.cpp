#include "net/poller.hpp"

#include <cerrno>
#include <system_error>

#include "base/assert.hpp"

namespace herd::net {
namespace {

int make_epoll() {
    const int descriptor = ::epoll_create1(EPOLL_CLOEXEC);
    if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
    return descriptor;
}

}  // namespace

Poller::Poller(asio::io_context& loop, LoopClock& clock)
    : loop_(loop), clock_(clock), epoll_(loop, make_epoll()) {}

Poller::Key Poller::add(Watched& watched) {
    if (free_.empty()) {
        free_.push_back(static_cast<std::uint32_t>(entries_.size()));
        entries_.emplace_back();
    }
    const std::uint32_t index = free_.back();
    free_.pop_back();
    entries_[index].watched = &watched;
    return {index, entries_[index].serial};
}

void Poller::remove(Key key) {
    Entry& entry = entries_[key.index];
    HERD_ASSERT(entry.serial == key.serial);
    // What was ready in this turn is nobody's any more.
    entry.watched = nullptr;
    ++entry.serial;
    free_.push_back(key.index);
}

std::error_code Poller::ask(Key key, int descriptor, std::uint32_t before, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = std::uint64_t{key.serial} << 32 | key.index;
    const int what = before == 0 ? EPOLL_CTL_ADD : events == 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD;
    if (::epoll_ctl(epoll_.native_handle(), what, descriptor, &event) < 0)
        return {errno, std::system_category()};
    if (events != 0) wait();
    return {};
}

/// Has a turn as soon as anything is ready.
void Poller::wait() {
    if (is_waiting_) return;
    is_waiting_ = true;
    epoll_.async_wait(Descriptor::wait_read, [this](const std::error_code& error) {
        if (!error) turn();
    });
}

std::span<char> Poller::room() {
    if (!is_shared_) return {};
    return std::span(buffer_).subspan(used_);
}

void Poller::put_read(Key key, std::size_t size, const std::error_code& error) {
    reads_.push_back({key, {buffer_.data() + used_, size}, error});
    used_ += size;
}

bool Poller::put_write(Key key) {
    if (is_shared_) writes_.push_back(key);
    return is_shared_;
}

/// Who has that place; null: nobody any more.
Poller::Watched* Poller::find(Key key) const {
    const Entry& entry = entries_[key.index];
    return entry.serial == key.serial ? entry.watched : nullptr;
}

/// Tells those who are ready now. Those who become so meanwhile have to wait for what else the loop has to
/// do.
void Poller::turn() {
    const int count =
        ::epoll_wait(epoll_.native_handle(), events_.data(), static_cast<int>(events_.size()), 0);
    is_shared_ = count > 1;
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events_[static_cast<std::size_t>(i)];
        const Key key{static_cast<std::uint32_t>(event.data.u64),
                      static_cast<std::uint32_t>(event.data.u64 >> 32)};
        Watched* const watched = find(key);
        if (!watched) continue;
        clock_.begin_event();
        watched->on_ready(event.events);
    }
    hand_on();
    is_shared_ = false;
    write();
    clock_.end_event();
    if (count > 0) {
        // Most likely there is more; to look costs less than to wait.
        asio::post(loop_, [this] { turn(); });
        return;
    }
    is_waiting_ = false;
    wait();
}

void Poller::hand_on() {
    for (const Read& read : reads_) {
        Watched* const watched = find(read.key);
        if (!watched) continue;
        clock_.begin_event();
        watched->on_read(read.bytes, read.error);
    }
    reads_.clear();
    used_ = 0;
}

void Poller::write() {
    for (const Key key : writes_) {
        Watched* const watched = find(key);
        if (!watched) continue;
        clock_.begin_event();
        watched->on_turn_end();
    }
    writes_.clear();
}

}  // namespace herd::net

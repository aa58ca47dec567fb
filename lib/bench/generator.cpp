#include "bench/generator.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace herd::bench {
namespace {

/// How often progress is shown, and what has to end in time is looked at.
constexpr nanoseconds tick = std::chrono::milliseconds(200);

/// So long before a request is due the generator stops sleeping, since waking up takes its time.
constexpr nanoseconds spin = std::chrono::microseconds(60);

constexpr std::size_t receive_size = 65536;  // bytes

SteadyTime read_clock() {
    return std::chrono::steady_clock::now();
}

}  // namespace

Generator::Generator(const Load& load, Dialect& dialect)
    : load_(load), dialect_(dialect), buffer_(receive_size, '\0') {}

Generator::Done Generator::connect() {
    const auto endpoint_of = [&](std::size_t n) -> const Endpoint& {
        return load_.endpoints[n % load_.endpoints.size()];
    };
    connections_.reserve(load_.connections);
    for (std::size_t n = 0; n < load_.connections; ++n) {
        auto socket = connect_to(endpoint_of(n), load_.patience);
        if (!socket) return unexpected(LoadError{LoadFault::connect, socket.error()});
        poller_.add(socket->number(), n);
        connections_.emplace_back(n, load_.depth, std::move(*socket), endpoint_of(n));
    }
    watches_output_.assign(load_.connections, false);
    for (std::size_t n = 0; n < load_.idle_connections; ++n) {
        auto socket = connect_to(endpoint_of(n), load_.patience);
        if (!socket) return unexpected(LoadError{LoadFault::connect, socket.error()});
        idle_.push_back(std::move(*socket));
    }
    return {};
}

void Generator::begin(const Phase& phase) {
    phase_ = &phase;
    sent_on_.assign(connections_.size(), 0);
    sent_ = 0;
    planned_ = 0;
    due_ = 0;
    result_ = {};
    schedule_.reset();
    result_.begin = result_.end = shown_ = read_clock();
    if (phase.rate == 0) return;
    schedule_.emplace(result_.begin, phase.rate, connections_.size());
    const auto in_time = std::chrono::duration<double>(phase.duration).count() * phase.rate;
    planned_ = std::max(phase.count, static_cast<std::uint64_t>(in_time));
}

Result<LoadResult, LoadError> Generator::run(const Phase& phase) {
    begin(phase);
    Done done = schedule_ ? Done() : start_closed_loop();
    for (SteadyTime now = result_.begin; done && (open() > 0 || sent_ < planned_); now = read_clock()) {
        if (schedule_) done = send_due(now);
        for (const auto& event : poller_.wait(find_pause(now))) {
            if (done) done = handle(event);
        }
        if (done) done = check_time(read_clock());
    }
    if (!done) return unexpected(done.error());
    if (!schedule_) result_.round_trips = result_.latencies;
    return result_;
}

Generator::Done Generator::start_closed_loop() {
    Done done;
    for (std::size_t n = 0; n < connections_.size() && done; ++n) done = send_more(n, read_clock());
    return done;
}

/// Sends what has become due, or leaves it to the answers that make room for it.
Generator::Done Generator::send_due(SteadyTime now) {
    const auto first = due_;
    while (due_ < planned_ && schedule_->due(due_) <= now) ++due_;
    const auto connections = std::min<std::uint64_t>(due_ - first, connections_.size());
    Done done;
    for (std::uint64_t n = 0; n < connections && done; ++n)
        done = send_more(schedule_->connection(first + n), now);
    return done;
}

bool Generator::may_send(std::size_t number, SteadyTime now) const {
    if (!connections_[number].has_room()) return false;
    if (schedule_) return sent_on_[number] < schedule_->share(number, due_);
    return sent_ < phase_->count || now < result_.begin + phase_->duration;
}

Generator::Done Generator::send_more(std::size_t number, SteadyTime now) {
    Connection& connection = connections_[number];
    if (open() == 0) waiting_since_ = now;
    while (may_send(number, now)) {
        const auto due = schedule_ ? schedule_->due(number, sent_on_[number]) : now;
        connection.add_request(dialect_, {due, now});
        ++sent_on_[number];
        ++sent_;
    }
    return flush(number);
}

Generator::Done Generator::flush(std::size_t number) {
    Connection& connection = connections_[number];
    const auto flushed = connection.flush();
    if (connection.has_output() != watches_output_[number]) {
        watches_output_[number] = connection.has_output();
        poller_.watch_output(connection.socket(), number, connection.has_output());
    }
    return flushed;
}

Generator::Done Generator::take_answers(std::size_t number) {
    SteadyTime now{};
    const auto received = connections_[number].receive(dialect_, buffer_, [&](const Departure& departure) {
        if (now == SteadyTime{}) now = read_clock();
        result_.latencies.record(now - departure.due);
        if (schedule_) result_.round_trips.record(now - departure.sent);
        ++result_.answers;
    });
    if (!received || now == SteadyTime{}) return received;
    result_.end = waiting_since_ = now;
    return send_more(number, now);
}

Generator::Done Generator::handle(const epoll_event& event) {
    const auto number = static_cast<std::size_t>(event.data.u64);
    if ((event.events & EPOLLOUT) != 0) {
        if (auto flushed = flush(number); !flushed) return flushed;
    }
    return (event.events & ~static_cast<std::uint32_t>(EPOLLOUT)) != 0 ? take_answers(number) : Done();
}

Generator::Done Generator::check_time(SteadyTime now) {
    if (now - shown_ < tick) return {};
    shown_ = now;
    if (phase_->progressed) phase_->progressed(result_.answers);
    if (open() == 0 || now - waiting_since_ < load_.patience) return {};
    const auto silent = std::find_if(connections_.begin(), connections_.end(),
                                     [](const Connection& connection) { return connection.open() > 0; });
    return unexpected(silent->make_error(LoadFault::silent, "no answer in time"));
}

nanoseconds Generator::find_pause(SteadyTime now) const {
    if (!schedule_ || due_ == planned_) return tick;
    const nanoseconds rest = schedule_->due(due_) - now;
    return std::clamp(rest - spin, nanoseconds(0), tick);
}

}  // namespace herd::bench

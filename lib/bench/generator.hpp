#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "bench/connection.hpp"
#include "bench/dialect.hpp"
#include "bench/load.hpp"
#include "bench/poller.hpp"
#include "bench/schedule.hpp"

namespace herd::bench {

/// Until when requests are sent.
struct Phase {
    std::uint64_t count = 0;                                  // so many at least
    nanoseconds duration{0};                                  // and for so long at least
    double rate = 0;                                          // a second; 0: a closed loop
    std::function<void(std::uint64_t answers)> progressed{};  // may be empty; several times a second
};

/// The part of a load that is not measured, in a closed loop.
Phase warm_up_of(const Load& load);
/// The part that is measured.
Phase measured_of(const Load& load);

/// The connections of a load, on the thread that runs it.
class Generator {
public:
    /// Shape: `dialect` and what `load` holds outlive it.
    Generator(const Load& load, Dialect& dialect);

    Result<void, LoadError> connect();
    /// Sends, and returns when the last request has its answer.
    Result<LoadResult, LoadError> run(const Phase& phase);

private:
    using Done = Result<void, LoadError>;

    void begin(const Phase& phase);
    Done start_closed_loop();
    Done send_due(SteadyTime now);
    Done send_more(std::size_t number, SteadyTime now);
    Done flush(std::size_t number);
    Done take_answers(std::size_t number);
    Done handle(const epoll_event& event);
    Done check_time(SteadyTime now);
    std::uint64_t open() const { return sent_ - result_.answers; }
    bool may_send(std::size_t number, SteadyTime now) const;
    nanoseconds find_pause(SteadyTime now) const;

    const Load& load_;
    Dialect& dialect_;
    Poller poller_;
    std::vector<Connection> connections_;
    std::vector<bool> watches_output_;  // by connection
    std::vector<Socket> idle_;
    std::string buffer_;  // for what is received

    // Of the phase that runs.
    const Phase* phase_ = nullptr;
    std::optional<Schedule> schedule_;    // of an open loop
    std::uint64_t planned_ = 0;           // requests of an open loop; 0: a closed one
    std::uint64_t due_ = 0;               // of these, so far
    std::vector<std::uint64_t> sent_on_;  // by connection
    std::uint64_t sent_ = 0;
    LoadResult result_;
    SteadyTime waiting_since_{};  // for any answer, if requests are open
    SteadyTime shown_{};          // when progress was
};

}  // namespace herd::bench

#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/result.hpp"
#include "control/problem.hpp"
#include "control/run.hpp"
#include "control/run_stage.hpp"
#include "scenario/report.hpp"

namespace herd::control {

enum class RunState { waiting, running, done, cancelled };
std::string_view format_state(RunState state);

/// A run as it is told of.
struct RunFacts {
    std::uint64_t id = 0;
    std::string name;
    RunMode mode = RunMode::live;
    std::uint64_t seed = 0;
    RunState state = RunState::waiting;
    std::size_t steps = 0;
    std::size_t step = 0;                    // the one that is played, from 1; 0: none yet
    std::optional<scenario::Played> played;  // when it is done
};

/// A run as a JSON object; with its report, or just its verdict.
std::string format_run(const RunFacts& run, bool has_report);

/// Plays scenarios one after another on a thread of its own. Its functions may be called on any thread.
class Runs {
public:
    static constexpr std::size_t most_waiting = 8;
    static constexpr std::size_t most_kept = 32;

    /// Shape: `limit` is how long a run may take.
    explicit Runs(nanoseconds limit = longest_run) : limit_(limit) {}
    /// Gives up what is played, soon, and forgets the rest.
    ~Runs();

    Runs(const Runs&) = delete;
    Runs& operator=(const Runs&) = delete;

    /// Errors: 429, if too many wait.
    Result<RunFacts, Problem> add(RunOrder order);
    /// The last ones, the oldest first.
    std::vector<RunFacts> list() const;
    /// Errors: 404.
    Result<RunFacts, Problem> find(std::uint64_t id) const;
    /// Cancels a run that waits, and gives up one that is played. Errors: 404; 409, if it is over.
    Result<void, Problem> cancel(std::uint64_t id);

private:
    struct Run {
        RunFacts facts;
        RunOrder order;
    };

    Run* look_up(std::uint64_t id);
    Run* next_waiting();
    void forget_old();
    void work();
    void play(std::unique_lock<std::mutex>& lock, Run& run);

    const nanoseconds limit_;
    mutable std::mutex mutex_;  // of all below
    std::condition_variable changed_;
    std::deque<Run> runs_;
    std::uint64_t last_id_ = 0;
    RunStage* stage_ = nullptr;  // of the run that is played
    bool is_ending_ = false;
    std::thread thread_;  // from the first run on
};

}  // namespace herd::control

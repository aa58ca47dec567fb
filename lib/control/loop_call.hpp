#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <type_traits>
#include <utility>

#include "base/result.hpp"
#include "base/time.hpp"
#include "control/problem.hpp"

namespace herd::net {
class Herd;
}

namespace herd::control {

/// How threads of the service ask something of the herd: a function is posted to the loop, and its value
/// awaited.
class LoopCall {
public:
    /// How long a thread waits for the loop.
    static constexpr nanoseconds patience = std::chrono::seconds(2);

    /// Shape: `herd` outlives it, and all calls.
    explicit LoopCall(net::Herd& herd) : herd_(herd), shared_(std::make_shared<Shared>()) {}

    /// Does `work` on the loop.
    /// Shape:  `work` takes the herd, and returns a value or a `Result<value, Problem>`. It is never done
    /// once
    ///         this has returned, so it may refer to what the caller has. It keeps the loop for at most a
    ///         millisecond.
    /// Errors: those of `work`; 503 if the loop has not come to it in time, or the service ends: then it is
    ///         not done at all.
    template <class Work>
    auto operator()(Work work, nanoseconds limit = patience) const {
        using Value = std::invoke_result_t<Work&, net::Herd&>;
        const auto value = std::make_shared<std::optional<Value>>();
        const auto done = run(
            [value, work = std::move(work)](net::Herd& herd) mutable { value->emplace(work(herd)); }, limit);
        if constexpr (std::is_same_v<Flat<Value>, Value>) {
            return done ? std::move(**value) : Value(unexpected(done.error()));
        } else {
            return done ? Flat<Value>(std::move(**value)) : Flat<Value>(unexpected(done.error()));
        }
    }

    /// Ends all calls, those that are yet to come included.
    void end();
    bool is_ended() const;
    /// Sleeps for so long, or until the service ends.
    void sleep(nanoseconds duration) const;

private:
    /// One call, until its thread has the value, or has given it up.
    struct Call {
        enum class Progress { waiting, running, done, given_up };
        Progress progress = Progress::waiting;
        std::condition_variable changed;  // by itself: the loop is not to wake all threads for one
    };
    struct Shared {
        std::mutex mutex;  // of all, and of the calls
        std::condition_variable ended;
        std::set<Call*> waiting;
        bool is_ended = false;
    };

    template <class Value>
    struct Flatten {
        using Type = Result<Value, Problem>;
    };
    template <class Value>
    struct Flatten<Result<Value, Problem>> {
        using Type = Result<Value, Problem>;
    };
    template <class Value>
    using Flat = typename Flatten<Value>::Type;

    Result<void, Problem> run(std::function<void(net::Herd&)> work, nanoseconds limit) const;

    net::Herd& herd_;
    std::shared_ptr<Shared> shared_;
};

}  // namespace herd::control

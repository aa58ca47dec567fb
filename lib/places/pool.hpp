#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "places/provider.hpp"

namespace herd::places {

/// Units: `workers` threads, `queue` distinct questions that may wait, `timeout` from question to answer.
struct PoolOptions {
    int workers = 4;
    std::size_t queue = 1024;
    nanoseconds timeout = std::chrono::seconds(5);
};

/// A few threads that ask a provider, so that the event loop never waits for one.
///
/// Identical questions that are under way together share one lookup (single flight). A question that has
/// waited longer than `timeout` in the queue is answered UNKNOWN_ERROR without asking the provider; one that
/// finds the queue full is answered OVER_QUERY_LIMIT. Every answer, a failure too, is a whole document.
class Pool {
public:
    /// Called once, on a worker's thread or within `ask`. Must not block and must not throw.
    using Callback = std::function<void(std::shared_ptr<const Document>)>;

    Pool(std::shared_ptr<const Provider> provider, PoolOptions options);

    /// Waits for lookups that a provider is busy with; the callbacks of what still waits are dropped, not
    /// called.
    ~Pool();

    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    /// Any thread.
    void ask(const Question& question, Callback callback);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The document that says why there are no places: no results, the failure's status and message.
Document format_failure(const Failure& failure);

}  // namespace herd::places

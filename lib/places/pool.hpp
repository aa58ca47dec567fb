#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <utility>

#include "places/meter.hpp"
#include "places/provider.hpp"

namespace herd::places {

/// A provider, and where it is counted what becomes of the questions.
struct Source {
    Source(std::shared_ptr<const Provider> a_provider, std::shared_ptr<Meter> a_meter)
        : provider(std::move(a_provider)), meter(std::move(a_meter)) {}
    /// One whose counts nobody reads.
    template <class P>
    Source(std::shared_ptr<P> a_provider) : Source(std::move(a_provider), std::make_shared<Meter>()) {}

    std::shared_ptr<const Provider> provider;
    std::shared_ptr<Meter> meter;
};

/// Units: `workers` threads, `queue` distinct questions that may wait, `timeout` from question to answer,
/// `cache_size` in bytes.
struct PoolOptions {
    int workers = 4;
    std::size_t queue = 1024;
    nanoseconds timeout = std::chrono::seconds(5);
    Layout layout = Layout::classic;
    nanoseconds cache = nanoseconds(0);  // how long an answer is good; 0: it is not kept
    std::size_t cache_size = std::size_t{8} << 20;
};

/// What a pool has at a moment.
struct PoolLoad {
    std::size_t queued = 0;   // questions that wait for a worker
    std::size_t flights = 0;  // questions under way, these too
    std::size_t waiting = 0;  // callers that wait for an answer
    std::size_t cached = 0;   // answers
    std::size_t cached_bytes = 0;
    friend bool operator==(const PoolLoad&, const PoolLoad&) = default;
};

/// A few threads that ask a provider, so that the event loop never waits for one.
///
/// Identical questions that are under way together share one lookup (single flight), and an answer that is
/// still good is given again. A question for nothing, with a bound or a radius of 0, has ZERO_RESULTS at
/// once. One that has waited longer than `timeout` in the queue is answered UNKNOWN_ERROR without asking the
/// provider; one that finds the queue full is answered OVER_QUERY_LIMIT. Every answer, a failure too, is a
/// whole document.
class Pool {
public:
    /// Called once, on a worker's thread or within `ask`. Must not block and must not throw.
    using Callback = std::function<void(std::shared_ptr<const Document>)>;

    Pool(Source source, PoolOptions options);

    /// Tells the lookups that providers are busy with to stop, and waits for them; the callbacks of what
    /// still waits are dropped, not called.
    ~Pool();

    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    /// Any thread.
    void ask(const Question& question, Callback callback);

    /// Any thread.
    PoolLoad load() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace herd::places

#include "places/pool.hpp"

#include <array>
#include <bit>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

namespace herd::places {
namespace {

/// Callers that may wait for answers altogether, however few questions they share.
constexpr std::size_t waiters_limit = 65536;

/// A question as bits, so that it always equals itself.
using Key = std::array<std::uint64_t, 4>;

Key key_of(const Question& question) {
    return {std::bit_cast<std::uint64_t>(question.at.lat), std::bit_cast<std::uint64_t>(question.at.lng),
            std::bit_cast<std::uint64_t>(question.radius_km), static_cast<std::uint64_t>(question.bound)};
}

struct KeyHash {
    std::size_t operator()(const Key& key) const {
        std::uint64_t hash = 0;
        for (const std::uint64_t word : key) hash = (std::rotl(hash, 5) ^ word) * 0x9E3779B97F4A7C15;
        return hash ^ hash >> 32;
    }
};

struct Waiter {
    Pool::Callback callback;
    SteadyTime deadline;
};

/// One question that is under way, and all who wait for its answer, in the order of their deadlines.
struct Flight {
    Question question;
    std::vector<Waiter> waiters;
};

std::shared_ptr<const Document> share(Document document) {
    return std::make_shared<const Document>(std::move(document));
}

std::shared_ptr<const Document> share(const Failure& failure) {
    return share(format_failure(failure));
}

/// Asks the provider; whatever it throws is a failure like any other.
std::shared_ptr<const Document> look_up(const Provider& provider, const Question& question,
                                        SteadyTime deadline) {
    try {
        auto found = provider.look_up(question, deadline);
        return found ? share(std::move(*found)) : share(found.error());
    } catch (const std::exception& error) {
        return share(Failure{"UNKNOWN_ERROR", std::string("the places provider failed: ") + error.what()});
    } catch (...) {
        return share(Failure{"UNKNOWN_ERROR", "the places provider failed"});
    }
}

}  // namespace

struct Pool::State {
    State(std::shared_ptr<const Provider> a_provider, PoolOptions an_options);
    ~State();

    void ask(const Question& question, Callback callback);
    void work(std::stop_token stop);
    bool next_question(std::stop_token stop, Key& key, Question& question);
    void answer_expired(const Key& key);
    void answer(const Key& key, std::shared_ptr<const Document> document);

    const std::shared_ptr<const Provider> provider;
    const PoolOptions options;

    std::mutex mutex;  // of all that follows but the threads
    std::condition_variable_any queued;
    bool stopping = false;
    std::deque<Key> queue;
    std::unordered_map<Key, Flight, KeyHash> flights;  // those in the queue and those being looked up
    std::size_t waiting = 0;                           // waiters of all flights

    std::vector<std::jthread> threads;
};

Pool::State::State(std::shared_ptr<const Provider> a_provider, PoolOptions an_options)
    : provider(std::move(a_provider)), options(an_options) {
    const int workers = std::max(1, options.workers);
    for (int i = 0; i < workers; ++i) {
        threads.emplace_back([this](std::stop_token stop) { work(std::move(stop)); });
    }
}

Pool::State::~State() {
    std::vector<Flight> dropped;
    {
        const std::lock_guard lock(mutex);
        stopping = true;
        for (const Key& key : queue) {
            const auto flight = flights.find(key);
            dropped.push_back(std::move(flight->second));
            flights.erase(flight);
        }
        queue.clear();
    }
    for (auto& thread : threads) thread.request_stop();
    threads.clear();  // joins them
}

void Pool::State::ask(const Question& question, Callback callback) {
    const Key key = key_of(question);
    {
        const std::lock_guard lock(mutex);
        if (stopping) return;
        const SteadyTime deadline = std::chrono::steady_clock::now() + options.timeout;
        const auto flight = flights.find(key);
        const bool known = flight != flights.end();
        if (waiting < waiters_limit && (known || queue.size() < options.queue)) {
            ++waiting;
            if (known) {
                flight->second.waiters.push_back({std::move(callback), deadline});
            } else {
                flights[key] = Flight{question, {}};
                flights[key].waiters.push_back({std::move(callback), deadline});
                queue.push_back(key);
                queued.notify_one();
            }
            return;
        }
    }
    callback(share(Failure{"OVER_QUERY_LIMIT", "too many questions wait for places; ask again later"}));
}

void Pool::State::work(std::stop_token stop) {
    Key key;
    Question question;
    while (next_question(stop, key, question)) {
        answer_expired(key);
        SteadyTime deadline;
        {
            const std::lock_guard lock(mutex);
            const auto flight = flights.find(key);
            if (flight == flights.end()) continue;
            // The first to wait is the first to run out of time.
            deadline = flight->second.waiters.front().deadline;
        }
        answer(key, look_up(*provider, question, deadline));
    }
}

/// Takes the oldest question from the queue; waits for one.
bool Pool::State::next_question(std::stop_token stop, Key& key, Question& question) {
    std::unique_lock lock(mutex);
    if (!queued.wait(lock, std::move(stop), [this] { return !queue.empty(); })) return false;
    key = queue.front();
    queue.pop_front();
    question = flights.find(key)->second.question;
    return true;
}

/// Answers those who have waited too long already; with nobody left the flight is over.
void Pool::State::answer_expired(const Key& key) {
    std::vector<Waiter> expired;
    {
        const std::lock_guard lock(mutex);
        const SteadyTime now = std::chrono::steady_clock::now();
        const auto flight = flights.find(key);
        auto& waiters = flight->second.waiters;
        const auto alive =
            std::find_if(waiters.begin(), waiters.end(), [&](auto& w) { return w.deadline > now; });
        expired.assign(std::move_iterator(waiters.begin()), std::move_iterator(alive));
        waiters.erase(waiters.begin(), alive);
        waiting -= expired.size();
        if (waiters.empty()) flights.erase(flight);
    }
    if (expired.empty()) return;
    const auto document =
        share(Failure{"UNKNOWN_ERROR", "no answer within the timeout: too many questions wait"});
    for (const Waiter& waiter : expired) waiter.callback(document);
}

void Pool::State::answer(const Key& key, std::shared_ptr<const Document> document) {
    Flight flight;
    {
        const std::lock_guard lock(mutex);
        flight = std::move(flights.extract(key).mapped());
        waiting -= flight.waiters.size();
    }
    for (const Waiter& waiter : flight.waiters) waiter.callback(document);
}

Pool::Pool(std::shared_ptr<const Provider> provider, PoolOptions options)
    : state_(std::make_unique<State>(std::move(provider), options)) {}

Pool::~Pool() = default;

void Pool::ask(const Question& question, Callback callback) {
    state_->ask(question, std::move(callback));
}

}  // namespace herd::places

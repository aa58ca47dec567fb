#include "places/pool.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <iterator>
#include <mutex>
#include <optional>
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

/// The oldest question of the queue.
struct Turn {
    Key key{};
    Question question;
    std::vector<Waiter> expired;  // those who have waited too long already
    bool alive = false;           // whether anybody else waits; if not the flight is over
    SteadyTime deadline;          // of the first of them
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

    void drop_queue();
    void ask(const Question& question, Callback callback);
    void work(const std::stop_token& stop);
    std::optional<Turn> next_turn(const std::stop_token& stop);
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
        threads.emplace_back([this](const std::stop_token& stop) { work(stop); });
    }
}

Pool::State::~State() {
    drop_queue();
    for (auto& thread : threads) thread.request_stop();
    threads.clear();  // joins them
}

/// Lets go of the callbacks outside of the lock: what they keep may ask once more when it goes.
void Pool::State::drop_queue() {
    std::vector<Flight> dropped;
    const std::lock_guard lock(mutex);
    stopping = true;
    for (const Key& key : queue) dropped.push_back(std::move(flights.extract(key).mapped()));
    queue.clear();
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

void Pool::State::work(const std::stop_token& stop) {
    while (auto turn = next_turn(stop)) {
        if (!turn->expired.empty()) {
            const auto late =
                share(Failure{"UNKNOWN_ERROR", "no answer within the timeout: too many questions wait"});
            for (const Waiter& waiter : turn->expired) waiter.callback(late);
        }
        if (turn->alive) answer(turn->key, look_up(*provider, turn->question, turn->deadline));
    }
}

std::optional<Turn> Pool::State::next_turn(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    if (!queued.wait(lock, stop, [this] { return !queue.empty(); })) return std::nullopt;
    Turn turn;
    turn.key = queue.front();
    queue.pop_front();
    const auto flight = flights.find(turn.key);
    turn.question = flight->second.question;

    const SteadyTime now = std::chrono::steady_clock::now();
    auto& waiters = flight->second.waiters;
    const auto alive = std::find_if(waiters.begin(), waiters.end(),
                                    [now](const Waiter& waiter) { return waiter.deadline > now; });
    turn.expired.assign(std::move_iterator(waiters.begin()), std::move_iterator(alive));
    waiters.erase(waiters.begin(), alive);
    waiting -= turn.expired.size();
    turn.alive = !waiters.empty();
    if (turn.alive) {
        turn.deadline = waiters.front().deadline;
    } else {
        flights.erase(flight);
    }
    return turn;
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

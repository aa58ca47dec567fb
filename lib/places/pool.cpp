#include "places/pool.hpp"

#include <algorithm>
#include <condition_variable>
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

#include "places/answer_cache.hpp"
#include "places/question_key.hpp"

namespace herd::places {
namespace {

/// Callers that may wait for answers altogether, however few questions they share.
constexpr std::size_t waiters_limit = 65536;

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
    QuestionKey key{};
    Question question;
    std::vector<Waiter> expired;  // those who have waited too long already
    bool alive = false;           // whether anybody else waits; if not the flight is over
    SteadyTime deadline;          // of the first of them
};

/// Asks the provider; whatever it throws is a failure like any other.
Result<Answer, Failure> look_up(const Provider& provider, const Question& question, const Limits& limits) {
    try {
        return provider.look_up(question, limits);
    } catch (const std::exception& error) {
        return unexpected(
            Failure{"UNKNOWN_ERROR", std::string("the places provider failed: ") + error.what()});
    } catch (...) {
        return unexpected(Failure{"UNKNOWN_ERROR", "the places provider failed"});
    }
}

}  // namespace

struct Pool::State {
    State(Source a_source, PoolOptions an_options);
    ~State();

    void drop_queue();
    void ask(const Question& question, Callback callback);
    bool board(const QuestionKey& key, const Question& question, Callback& callback, SteadyTime deadline);
    void work(const std::stop_token& stop);
    std::optional<Turn> next_turn(const std::stop_token& stop);
    void answer(const Turn& turn, const std::stop_token& stop);
    PoolLoad load() const;

    std::shared_ptr<const Document> share(const Result<Answer, Failure>& outcome) const {
        return std::make_shared<const Document>(format_outcome(outcome, options.layout));
    }
    std::shared_ptr<const Document> share(Failure failure) const {
        return share(Result<Answer, Failure>(unexpected(std::move(failure))));
    }

    const Source source;
    const PoolOptions options;
    const std::shared_ptr<const Document> nothing;  // the answer to who asks for none

    mutable std::mutex mutex;  // of all that follows but the threads
    std::condition_variable_any queued;
    bool stopping = false;
    std::deque<QuestionKey> queue;
    std::unordered_map<QuestionKey, Flight, QuestionKeyHash>
        flights;              // those in the queue and those being looked up
    std::size_t waiting = 0;  // waiters of all flights
    AnswerCache cache;

    std::vector<std::jthread> threads;
};

Pool::State::State(Source a_source, PoolOptions an_options)
    : source(std::move(a_source)),
      options(an_options),
      nothing(share(Answer{Nearby()})),
      cache(options.cache, options.cache_size) {
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
    for (const QuestionKey& key : queue) dropped.push_back(std::move(flights.extract(key).mapped()));
    queue.clear();
}

void Pool::State::ask(const Question& question, Callback callback) {
    const QuestionKey key = key_of(question);
    source.meter->add(Count::questions);
    if (asks_for_nothing(question)) return callback(nothing);
    std::shared_ptr<const Document> cached;
    {
        const std::lock_guard lock(mutex);
        if (stopping) return;
        const SteadyTime now = std::chrono::steady_clock::now();
        cached = cache.find(key, now);
        if (!cached && board(key, question, callback, now + options.timeout)) return;
    }
    source.meter->add(cached ? Count::cache_hits : Count::queue_rejections);
    callback(cached
                 ? cached
                 : share(Failure{"OVER_QUERY_LIMIT", "too many questions wait for places; ask again later"}));
}

/// Takes the callback along to the question's flight, if there is room. Under the lock.
bool Pool::State::board(const QuestionKey& key, const Question& question, Callback& callback,
                        SteadyTime deadline) {
    const auto known = flights.find(key);
    if (waiting >= waiters_limit || (known == flights.end() && queue.size() >= options.queue)) return false;
    ++waiting;
    if (known != flights.end()) {
        source.meter->add(Count::shared_flights);
        known->second.waiters.push_back({std::move(callback), deadline});
        return true;
    }
    if (cache.keeps_anything()) source.meter->add(Count::cache_misses);
    Flight& flight = flights[key];
    flight.question = question;
    flight.waiters.push_back({std::move(callback), deadline});
    queue.push_back(key);
    queued.notify_one();
    return true;
}

void Pool::State::work(const std::stop_token& stop) {
    while (auto turn = next_turn(stop)) {
        if (!turn->expired.empty()) {
            source.meter->add(Count::queue_timeouts, turn->expired.size());
            const auto late =
                share(Failure{"UNKNOWN_ERROR", "no answer within the timeout: too many questions wait"});
            for (const Waiter& waiter : turn->expired) waiter.callback(late);
        }
        if (turn->alive) answer(*turn, stop);
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

void Pool::State::answer(const Turn& turn, const std::stop_token& stop) {
    source.meter->add(Count::lookups);
    const auto outcome = look_up(*source.provider, turn.question, {turn.deadline, stop});
    if (!outcome) source.meter->add(Count::failures);
    if (outcome && outcome->is_substitute) source.meter->add(Count::substitutes);
    const auto document = share(outcome);
    Flight flight;
    {
        const std::lock_guard lock(mutex);
        flight = std::move(flights.extract(turn.key).mapped());
        waiting -= flight.waiters.size();
        // What somebody else has answered is as good as it gets only as long as there is nothing better.
        if (outcome && !outcome->is_substitute) {
            const auto evicted = cache.put(turn.key, document, std::chrono::steady_clock::now());
            source.meter->add(Count::cache_evictions, evicted);
        }
    }
    for (const Waiter& waiter : flight.waiters) waiter.callback(document);
}

PoolLoad Pool::State::load() const {
    const std::lock_guard lock(mutex);
    return {queue.size(), flights.size(), waiting, cache.size(), cache.bytes()};
}

Pool::Pool(Source source, PoolOptions options)
    : state_(std::make_unique<State>(std::move(source), options)) {}

Pool::~Pool() = default;

void Pool::ask(const Question& question, Callback callback) {
    state_->ask(question, std::move(callback));
}

PoolLoad Pool::load() const {
    return state_->load();
}

}  // namespace herd::places

#include "places/pool.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/catch.hpp"

using namespace herd::places;
using namespace std::chrono_literals;
using herd::Limits;
using herd::Result;
using herd::SteadyTime;

namespace {

/// Waits for a condition under a mutex; false if it does not come about in 10 s.
template <class Condition>
bool wait_for(std::condition_variable& changed, std::unique_lock<std::mutex>& lock, Condition condition) {
    return changed.wait_for(lock, 10s, condition);
}

/// Answers with the question's number, but only while its gate is open.
class GatedProvider : public Provider {
public:
    Result<Answer, Failure> look_up(const Question& question, const Limits& limits) const override {
        std::unique_lock lock(mutex_);
        ++lookups_;
        deadline_ = limits.deadline;
        changed_.notify_all();
        wait_for(changed_, lock, [this] { return open_; });
        const int number = static_cast<int>(question.at.lat);
        if (number == 13) throw std::runtime_error("thirteen");
        if (number == 14) throw 14;
        if (number == 15) return herd::unexpected(Failure{"REQUEST_DENIED", "fifteen"});
        return Answer{std::to_string(number), number == 16};
    }

    void open() {
        const std::lock_guard lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }

    /// Whether so many lookups have begun.
    bool begun(int lookups) const {
        std::unique_lock lock(mutex_);
        return wait_for(changed_, lock, [&] { return lookups_ >= lookups; });
    }

    int lookups() const {
        const std::lock_guard lock(mutex_);
        return lookups_;
    }

    SteadyTime deadline() const {
        const std::lock_guard lock(mutex_);
        return deadline_;
    }

private:
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    mutable int lookups_ = 0;
    mutable SteadyTime deadline_;
    bool open_ = false;
};

/// Keeps the answers of a pool.
class Answers {
public:
    Pool::Callback callback() {
        return [this](std::shared_ptr<const Document> document) {
            const std::lock_guard lock(mutex_);
            documents_.push_back(std::move(document));
            changed_.notify_all();
        };
    }

    /// The answers, once there are so many; what there is if they do not come.
    std::vector<std::shared_ptr<const Document>> wait(std::size_t count) {
        std::unique_lock lock(mutex_);
        wait_for(changed_, lock, [&] { return documents_.size() >= count; });
        CHECK(documents_.size() == count);
        return documents_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::shared_ptr<const Document>> documents_;
};

/// The question that has this number.
Question question(int number) {
    return {{static_cast<double>(number), 2}, 3, 4};
}

bool has(const std::shared_ptr<const Document>& document, const std::string& part) {
    return document->find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a pool answers with the provider's document") {
    const auto provider = std::make_shared<GatedProvider>();
    Answers answers;
    Pool pool(provider, {});
    provider->open();
    pool.ask(question(5), answers.callback());
    CHECK(*answers.wait(1).at(0) == "5");
}

TEST_CASE("identical questions that are under way share one lookup and one document") {
    const auto provider = std::make_shared<GatedProvider>();
    Answers answers, others;
    Pool pool(provider, {.workers = 1});
    pool.ask(question(1), answers.callback());
    REQUIRE(provider->begun(1));
    pool.ask(question(1), answers.callback());  // of the one that is being looked up
    pool.ask(question(2), others.callback());
    pool.ask(question(2), others.callback());  // of one that is in the queue
    provider->open();
    const auto first = answers.wait(2);
    CHECK(first.at(0) == first.at(1));
    CHECK(*first.at(0) == "1");
    CHECK(*others.wait(2).at(1) == "2");
    CHECK(provider->lookups() == 2);
    Answers later;
    pool.ask(question(1), later.callback());
    CHECK(*later.wait(1).at(0) == "1");
    CHECK(provider->lookups() == 3);
}

TEST_CASE("questions that differ in anything are looked up each") {
    const auto provider = std::make_shared<GatedProvider>();
    Answers answers;
    Pool pool(provider, {.workers = 2});
    for (const Question& each : {Question{{1, 2}, 3, 4}, Question{{2, 2}, 3, 4}, Question{{1, 3}, 3, 4},
                                 Question{{1, 2}, 4, 4}, Question{{1, 2}, 3, 5}}) {
        pool.ask(each, answers.callback());
    }
    provider->open();
    answers.wait(5);
    CHECK(provider->lookups() == 5);
}

TEST_CASE("workers look up side by side") {
    const auto provider = std::make_shared<GatedProvider>();
    Answers answers;
    Pool pool(provider, {.workers = 3});
    for (int i = 0; i < 3; ++i) pool.ask(question(i), answers.callback());
    CHECK(provider->begun(3));
    provider->open();
    answers.wait(3);
}

TEST_CASE("a full queue answers OVER_QUERY_LIMIT at once but takes another of a question that it has") {
    const auto provider = std::make_shared<GatedProvider>();
    Answers answers, refused;
    Pool pool(provider, {.workers = 1, .queue = 2});
    pool.ask(question(0), answers.callback());
    REQUIRE(provider->begun(1));
    pool.ask(question(1), answers.callback());
    pool.ask(question(2), answers.callback());
    pool.ask(question(3), refused.callback());
    CHECK(has(refused.wait(1).at(0), "\"status\" : \"OVER_QUERY_LIMIT\""));
    CHECK(has(refused.wait(1).at(0), "\"results\" : []"));
    pool.ask(question(2), answers.callback());
    provider->open();
    answers.wait(4);
    CHECK(provider->lookups() == 3);
}

TEST_CASE("a question that has waited past its timeout is not looked up any more") {
    const auto provider = std::make_shared<GatedProvider>();
    Answers late;
    Pool pool(provider, {.workers = 1, .timeout = 20ms});
    // On a busy machine the first may be too late as well: asked until the worker is busy.
    const auto patience = std::chrono::steady_clock::now() + 10s;
    while (provider->lookups() == 0 && std::chrono::steady_clock::now() < patience) {
        pool.ask(question(0), [](auto) {});
        std::this_thread::yield();
    }
    REQUIRE(provider->lookups() == 1);
    pool.ask(question(1), late.callback());
    const auto asked = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() <= asked + 20ms) std::this_thread::yield();
    provider->open();
    CHECK(has(late.wait(1).at(0), "\"status\" : \"UNKNOWN_ERROR\""));
    CHECK(has(late.wait(1).at(0), "timeout"));
    CHECK(provider->lookups() == 1);
}

TEST_CASE("a provider is told the deadline") {
    const auto provider = std::make_shared<GatedProvider>();
    Answers answers;
    Pool pool(provider, {.timeout = 1h});
    provider->open();
    const SteadyTime before = std::chrono::steady_clock::now();
    pool.ask(question(1), answers.callback());
    answers.wait(1);
    CHECK(provider->deadline() >= before + 1h);
    CHECK(provider->deadline() <= std::chrono::steady_clock::now() + 1h);
}

TEST_CASE("a provider that throws or fails gives a failure and the worker goes on") {
    const auto provider = std::make_shared<GatedProvider>();
    Pool pool(provider, {.workers = 1});
    provider->open();
    Answers thrown, thrown_number, failed, good;
    pool.ask(question(13), thrown.callback());
    pool.ask(question(14), thrown_number.callback());
    pool.ask(question(15), failed.callback());
    pool.ask(question(16), good.callback());
    CHECK(has(thrown.wait(1).at(0), "\"status\" : \"UNKNOWN_ERROR\""));
    CHECK(has(thrown.wait(1).at(0), "thirteen"));
    CHECK(has(thrown_number.wait(1).at(0), "\"status\" : \"UNKNOWN_ERROR\""));
    CHECK(has(failed.wait(1).at(0), "\"status\" : \"REQUEST_DENIED\""));
    CHECK(has(failed.wait(1).at(0), "\"error_message\" : \"fifteen\""));
    CHECK(*good.wait(1).at(0) == "16");
}

TEST_CASE("a pool that goes away finishes its lookups and drops what waits") {
    const auto provider = std::make_shared<GatedProvider>();
    Answers answers;
    std::atomic<int> dropped_calls = 0;
    auto kept = std::make_shared<int>(0);
    const std::weak_ptr<int> token = kept;
    std::atomic<bool> dropped_early = false;
    std::jthread opener;
    {
        Pool pool(provider, {.workers = 1});
        pool.ask(question(0), answers.callback());
        REQUIRE(provider->begun(1));
        for (int i = 1; i < 9; ++i) {
            pool.ask(question(i), [&dropped_calls, kept](auto) { ++dropped_calls; });
        }
        kept.reset();
        // Opened by another thread once the callbacks are gone: so destruction has begun, and waits for the
        // lookup.
        opener = std::jthread([&] {
            const auto deadline = std::chrono::steady_clock::now() + 10s;
            while (!token.expired() && std::chrono::steady_clock::now() < deadline) {
                std::this_thread::yield();
            }
            dropped_early = token.expired();
            provider->open();
        });
    }
    CHECK(*answers.wait(1).at(0) == "0");
    opener.join();
    CHECK(dropped_early);
    CHECK(dropped_calls == 0);
    CHECK(provider->lookups() == 1);
}

TEST_CASE("who asks for nothing has nothing at once although all workers are busy") {
    const auto provider = std::make_shared<GatedProvider>();
    Answers answers, nothing;
    Pool pool(provider, {.workers = 1, .queue = 1});
    pool.ask(question(1), answers.callback());
    REQUIRE(provider->begun(1));
    pool.ask(question(2), answers.callback());
    pool.ask({{1, 2}, 3, 0}, nothing.callback());
    pool.ask({{1, 2}, 0, 4}, nothing.callback());
    CHECK(has(nothing.wait(2).at(1), "\"status\" : \"ZERO_RESULTS\""));
    CHECK(provider->lookups() == 1);
    provider->open();
    answers.wait(2);
}

TEST_CASE("an answer that is still good is given again without asking the provider") {
    const auto provider = std::make_shared<GatedProvider>();
    provider->open();
    const auto meter = std::make_shared<Meter>();
    Answers answers;
    Pool pool(Source(provider, meter), {.workers = 1, .cache = 1h});
    pool.ask(question(5), answers.callback());
    const auto first = answers.wait(1);
    pool.ask(question(5), answers.callback());
    const auto both = answers.wait(2);
    CHECK(both.at(0) == both.at(1));
    CHECK(provider->lookups() == 1);
    CHECK(pool.load().cached == 1);
    CHECK(pool.load().cached_bytes > 0);
    CHECK(meter->read(Count::questions) == 2);
    CHECK(meter->read(Count::cache_hits) == 1);
    CHECK(meter->read(Count::cache_misses) == 1);
    CHECK(meter->read(Count::lookups) == 1);
}

TEST_CASE("failures and answers of a substitute are not kept") {
    const auto provider = std::make_shared<GatedProvider>();
    provider->open();
    const auto meter = std::make_shared<Meter>();
    Answers answers;
    Pool pool(Source(provider, meter), {.workers = 1, .cache = 1h});
    for (std::size_t i = 0; i < 2; ++i) {
        pool.ask(question(15), answers.callback());
        answers.wait(2 * i + 1);
        pool.ask(question(16), answers.callback());
        answers.wait(2 * i + 2);
    }
    CHECK(provider->lookups() == 4);
    CHECK(pool.load().cached == 0);
    CHECK(meter->read(Count::failures) == 2);
    CHECK(meter->read(Count::substitutes) == 2);
}

TEST_CASE("a pool tells its load and counts what becomes of questions") {
    const auto provider = std::make_shared<GatedProvider>();
    const auto meter = std::make_shared<Meter>();
    Answers answers, refused;
    Pool pool(Source(provider, meter), {.workers = 1, .queue = 1});
    pool.ask(question(1), answers.callback());
    REQUIRE(provider->begun(1));
    pool.ask(question(1), answers.callback());
    pool.ask(question(15), answers.callback());
    pool.ask(question(3), refused.callback());
    refused.wait(1);
    CHECK(pool.load() == PoolLoad{1, 2, 3, 0, 0});
    provider->open();
    answers.wait(3);
    CHECK(pool.load() == PoolLoad{});
    CHECK(meter->read(Count::questions) == 4);
    CHECK(meter->read(Count::shared_flights) == 1);
    CHECK(meter->read(Count::queue_rejections) == 1);
    CHECK(meter->read(Count::lookups) == 2);
    CHECK(meter->read(Count::failures) == 1);
    CHECK(meter->read(Count::cache_misses) == 0);
}

TEST_CASE("a pool that goes away tells lookups to stop") {
    /// Answers when it is told to stop, and not before.
    class Stubborn : public Provider {
    public:
        Result<Answer, Failure> look_up(const Question&, const Limits& limits) const override {
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any never;
            begun_ = true;
            begun_.notify_all();
            never.wait_for(lock, limits.stop, 60s, [] { return false; });
            stopped_ = limits.stop.stop_requested();
            return Answer{Document("stopped")};
        }
        mutable std::atomic<bool> begun_ = false, stopped_ = false;
    };
    const auto provider = std::make_shared<Stubborn>();
    {
        Pool pool(provider, {.workers = 2});
        pool.ask(question(1), [](auto) {});
        provider->begun_.wait(false);
    }
    CHECK(provider->stopped_);
}

TEST_CASE("a callback may ask again") {
    const auto provider = std::make_shared<GatedProvider>();
    provider->open();
    Answers answers;
    Pool pool(provider, {.workers = 1});
    pool.ask(question(1), [&](auto) { pool.ask(question(1), answers.callback()); });
    CHECK(*answers.wait(1).at(0) == "1");
}

TEST_CASE("a question that does not equal itself is answered too") {
    const auto provider = std::make_shared<GatedProvider>();
    provider->open();
    Answers answers;
    Pool pool(provider, {});
    pool.ask({{2, std::numeric_limits<double>::quiet_NaN()}, 1, 2}, answers.callback());
    CHECK(*answers.wait(1).at(0) == "2");
}

TEST_CASE("every question of many threads is answered once whether in time or not") {
    for (const auto timeout : {std::chrono::nanoseconds(5s), 0ns}) {
        const auto provider = std::make_shared<GatedProvider>();
        provider->open();
        Answers answers;
        constexpr int threads = 4, each = 2000;
        Pool pool(provider, {.workers = 3, .queue = 8, .timeout = timeout});
        std::vector<std::jthread> askers;
        for (int t = 0; t < threads; ++t) {
            askers.emplace_back([&] {
                for (int i = 0; i < each; ++i) pool.ask(question(i % 3), answers.callback());
            });
        }
        askers.clear();
        CHECK(answers.wait(threads * each).size() == threads * each);
        CHECK((timeout > 0ns || provider->lookups() == 0));
    }
}

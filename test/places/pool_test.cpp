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
using herd::Result;
using herd::SteadyTime;

namespace {

/// Waits for a condition under a mutex; false if it does not come about in 10 s.
template <class Condition>
bool wait_for(std::condition_variable& changed, std::unique_lock<std::mutex>& lock, Condition condition) {
    return changed.wait_for(lock, 10s, condition);
}

/// Answers with the question's bound, but only while its gate is open.
class GatedProvider : public Provider {
public:
    Result<Document, Failure> look_up(const Question& question, SteadyTime deadline) const override {
        std::unique_lock lock(mutex_);
        ++lookups_;
        deadline_ = deadline;
        changed_.notify_all();
        wait_for(changed_, lock, [this] { return open_; });
        if (question.bound == 13) throw std::runtime_error("thirteen");
        if (question.bound == 14) throw 14;
        if (question.bound == 15) return herd::unexpected(Failure{"REQUEST_DENIED", "fifteen"});
        return std::to_string(question.bound);
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

Question question(int number) {
    return {{1, 2}, 3, number};
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
    pool.ask({{std::numeric_limits<double>::quiet_NaN(), 0}, 1, 2}, answers.callback());
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

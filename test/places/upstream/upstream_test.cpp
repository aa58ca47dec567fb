#include "places/upstream/upstream.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "places/upstream/scripted_transport.hpp"
#include "support/catch.hpp"
#include "support/patience.hpp"

using namespace herd;
using namespace herd::places;
using namespace std::chrono_literals;
using http::FaultKind;
using test::eventually;
using test::fault;
using test::response;

namespace {

/// An upstream, the host that it asks, what it counts and what it tells.
struct Scene {
    explicit Scene(std::vector<test::Outcome> script, UpstreamOptions options = {})
        : transport(std::make_shared<test::ScriptedTransport>(std::move(script))),
          upstream(transport, meter, [&] {
              options.name = "google";
              options.notify = [this](const std::string& notice) {
                  const std::lock_guard lock(mutex);
                  notices.push_back(notice);
              };
              return options;
          }()) {}

    Result<http::Response, Failure> send(const Limits& limits = {}) {
        return upstream.send({http::Method::get, "/x", {{"A", "b"}}, "body"}, limits);
    }
    std::uint64_t read(Count count) const { return meter->read(count); }
    std::vector<std::string> told() {
        const std::lock_guard lock(mutex);
        return notices;
    }

    std::mutex mutex;
    std::vector<std::string> notices;
    std::shared_ptr<Meter> meter = std::make_shared<Meter>();
    std::shared_ptr<test::ScriptedTransport> transport;
    Upstream upstream;
};

UpstreamOptions quick() {
    UpstreamOptions options;
    options.retry_pause = 1ms;
    options.breaker_failures = 1000;
    return options;
}

Limits within(nanoseconds time) {
    return {SteadyTime(std::chrono::steady_clock::now()) + time, {}};
}

}  // namespace

TEST_CASE("a request goes to the host as it is, and its response comes back whole") {
    Scene scene({response(200, "the body")});
    const auto answer = scene.send();
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body == "the body");
    CHECK(scene.transport->requests() ==
          std::vector<http::Request>{{http::Method::get, "/x", {{"A", "b"}}, "body"}});
    CHECK(scene.read(Count::requests) == 1);
    CHECK(scene.read(Count::retries) == 0);
    std::uint64_t timed = 0;
    for (std::size_t i = 0; i <= request_buckets.size(); ++i) timed += scene.meter->read_requests(i);
    CHECK(timed == 1);
    CHECK(scene.told().empty());
}

TEST_CASE("a host that was not reached or that fails is asked again, so many times") {
    Scene healed({fault(FaultKind::connect), response(503), response(200)}, quick());
    CHECK(healed.send().value().status == 200);
    CHECK(healed.transport->count() == 3);
    CHECK(healed.read(Count::requests) == 3);
    CHECK(healed.read(Count::retries) == 2);
    CHECK(healed.read(Count::connect_faults) == 1);
    CHECK(healed.read(Count::server_errors) == 1);

    Scene failing({response(500)}, quick());
    CHECK(failing.send().value().status == 500);
    CHECK(failing.transport->count() == 3);

    Scene absent({fault(FaultKind::connect, "nobody is there")}, quick());
    const auto failure = absent.send();
    REQUIRE_FALSE(failure);
    CHECK(failure.error().status == "UNKNOWN_ERROR");
    CHECK(failure.error().message == "google: nobody is there");
    CHECK_FALSE(failure.error().document);
    CHECK(absent.transport->count() == 3);

    UpstreamOptions once = quick();
    once.retries = 0;
    Scene impatient({response(500)}, once);
    CHECK(impatient.send().value().status == 500);
    CHECK(impatient.transport->count() == 1);
}

TEST_CASE("nothing else is asked again") {
    const auto count = [](FaultKind kind) {
        switch (kind) {
            case FaultKind::tls:
                return Count::tls_faults;
            case FaultKind::timeout:
                return Count::timeouts;
            case FaultKind::broken:
                return Count::broken_responses;
            default:
                return Count::large_responses;
        }
    };
    for (const auto kind : {FaultKind::tls, FaultKind::timeout, FaultKind::broken, FaultKind::too_large}) {
        Scene scene({fault(kind)}, quick());
        CHECK(scene.send().error().status == "UNKNOWN_ERROR");
        CHECK(scene.transport->count() == 1);
        CHECK(scene.read(count(kind)) == 1);
    }
    for (const int status : {302, 400, 403, 404, 429}) {
        INFO(status);
        Scene scene({response(status)}, quick());
        CHECK(scene.send().value().status == status);
        CHECK(scene.transport->count() == 1);
        CHECK(scene.read(Count::quota_errors) == (status == 429 ? 1 : 0));
    }
}

TEST_CASE("no pause is begun that would end after the deadline") {
    UpstreamOptions slow;
    slow.retry_pause = 1h;
    Scene scene({response(500)}, slow);
    CHECK(scene.send(within(20s)).value().status == 500);
    CHECK(scene.transport->count() == 1);
    CHECK(scene.send(within(-1s)).error().message == "google: there is no time left to ask");
    CHECK(scene.transport->count() == 1);
}

TEST_CASE("a stop ends a pause, and nothing is sent any more") {
    UpstreamOptions slow;
    slow.retry_pause = 1h;
    Scene scene({response(500)}, slow);
    std::stop_source stop;
    int status = 0;
    std::thread thread([&] { status = scene.send({SteadyTime::max(), stop.get_token()}).value().status; });
    CHECK(eventually([&] { return scene.read(Count::server_errors) == 1; }));
    stop.request_stop();
    thread.join();
    CHECK(status == 500);
    CHECK_FALSE(scene.send({SteadyTime::max(), stop.get_token()}));
    CHECK(scene.transport->count() == 1);
}

TEST_CASE("a host that fails again and again is left alone, until one request finds it well") {
    UpstreamOptions options = quick();
    options.retries = 0;
    options.breaker_failures = 2;
    options.breaker_pause = 1ms;
    Scene scene({fault(FaultKind::timeout, "too slow")}, options);
    CHECK_FALSE(scene.send());
    CHECK(scene.told().empty());
    CHECK_FALSE(scene.send());
    CHECK(scene.told() ==
          std::vector<std::string>{"google: 2 requests in a row have failed (last: too slow); "
                                   "it is asked again in 1 s"});
    CHECK(scene.read(Count::breaker_openings) == 1);

    scene.transport->hold(true);
    scene.transport->set_script({response(200)});
    std::atomic<bool> has_succeeded = false;
    std::thread thread([&] { has_succeeded = eventually([&] { return scene.send().has_value(); }); });
    CHECK(eventually([&] { return scene.transport->count() == 3; }));
    // The host is being tried: it may take as long as it likes, the others do not wait.
    const auto rejections = scene.read(Count::breaker_rejections);
    for (int i = 0; i < 3; ++i) CHECK(scene.send().error().status == "UNKNOWN_ERROR");
    CHECK(scene.read(Count::breaker_rejections) == rejections + 3);
    CHECK(scene.transport->count() == 3);
    scene.transport->hold(false);
    thread.join();
    CHECK(has_succeeded);
    CHECK(scene.told().size() == 2);
    CHECK(scene.told().back() == "google: requests succeed again");
    CHECK(scene.send());
}

TEST_CASE("no request is repeated once its failure has opened the breaker") {
    UpstreamOptions options = quick();
    options.retries = 5;
    options.breaker_failures = 3;
    options.breaker_pause = 1h;
    Scene scene({response(500)}, options);
    CHECK(scene.send().value().status == 500);
    CHECK(scene.transport->count() == 3);
    CHECK_FALSE(scene.send(within(20s)));
    CHECK(scene.transport->count() == 3);
    CHECK(scene.read(Count::breaker_rejections) == 1);
}

TEST_CASE("a try that was stopped leaves its place to the next") {
    UpstreamOptions options = quick();
    options.retries = 0;
    options.breaker_failures = 1;
    options.breaker_pause = 0ms;
    Scene scene({response(500), fault(FaultKind::stopped, "stopped"), response(200)}, options);
    CHECK(scene.send());
    CHECK(scene.send().error().message == "google: stopped");
    CHECK(scene.send().value().status == 200);
    CHECK(scene.read(Count::breaker_openings) == 1);
}

TEST_CASE("a spent budget sends nothing, and is told of once") {
    UpstreamOptions options = quick();
    options.retries = 1;
    options.daily_budget = 3;
    Scene scene({response(500), response(500), response(200)}, options);
    CHECK(scene.send().value().status == 500);
    CHECK(scene.send().value().status == 200);
    for (int i = 0; i < 2; ++i) {
        const auto failure = scene.send();
        REQUIRE_FALSE(failure);
        CHECK(failure.error().status == "OVER_QUERY_LIMIT");
        CHECK(failure.error().message.starts_with(
            "google: the 3 requests of this day ([places] daily_budget)"));
        CHECK(failure.error().message.ends_with("T00:00:00Z"));
    }
    CHECK(scene.transport->count() == 3);
    CHECK(scene.read(Count::budget_rejections) == 2);
    CHECK(scene.told().size() == 1);
}

TEST_CASE("a host that asks to wait is not asked meanwhile") {
    Scene scene({response(429, {}, "3600")}, quick());
    CHECK(scene.send().value().status == 429);
    for (int i = 0; i < 2; ++i) {
        const auto failure = scene.send();
        REQUIRE_FALSE(failure);
        CHECK(failure.error().status == "OVER_QUERY_LIMIT");
        CHECK(failure.error().message == "google: the host has asked to wait; it is asked again in 3600 s");
    }
    CHECK(scene.transport->count() == 1);
    CHECK(scene.read(Count::retry_after_holds) == 2);
}

TEST_CASE("a retry waits for as long as the host asks, if there is the time") {
    Scene patient({response(503, {}, "0.05"), response(200)}, quick());
    const auto begin = std::chrono::steady_clock::now();
    CHECK(patient.send(within(test::patience)).value().status == 200);
    CHECK(std::chrono::steady_clock::now() - begin >= 50ms);
    CHECK(patient.transport->count() == 2);

    Scene hurried({response(503, {}, "3600")}, quick());
    CHECK(hurried.send(within(test::patience)).value().status == 503);
    CHECK(hurried.transport->count() == 1);
}

TEST_CASE("many threads ask side by side, and every request is counted") {
    UpstreamOptions options = quick();
    options.retry_pause = 10us;
    options.breaker_failures = 4;
    options.breaker_pause = 100us;
    options.daily_budget = 250;
    std::vector<test::Outcome> script;
    for (int i = 0; i < 20; ++i) {
        script.push_back(response(200));
        script.push_back(response(500));
        script.push_back(fault(FaultKind::broken));
        script.push_back(response(429));
    }
    for (int i = 0; i < 20; ++i) script.push_back(response(500));
    script.push_back(response(200));
    Scene scene(std::move(script), options);
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (int k = 0; k < 100; ++k) scene.send(within(test::patience));
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(eventually([&] {
        scene.send();
        return scene.transport->count() >= 250;
    }));
    CHECK_FALSE(scene.send());
    CHECK(scene.transport->count() == 250);
    CHECK(scene.read(Count::requests) == 250);
}

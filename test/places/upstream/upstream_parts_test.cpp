#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "places/meter.hpp"
#include "places/upstream/backoff.hpp"
#include "places/upstream/breaker.hpp"
#include "places/upstream/budget.hpp"
#include "places/upstream/gate.hpp"
#include "places/upstream/host_message.hpp"
#include "places/upstream/http_date.hpp"
#include "places/upstream/retry_after.hpp"
#include "places/upstream/scripted_transport.hpp"
#include "support/catch.hpp"

using namespace herd;
using namespace herd::places;
using namespace std::chrono_literals;
using test::fault;
using test::response;

namespace {

constexpr std::chrono::sys_days today = std::chrono::year(2026) / 11 / 22;
constexpr WallTime noon = today + 12h;
constexpr SteadyTime start = SteadyTime(1000s);

Now after(nanoseconds time) {
    return {start + time, noon + time};
}

UpstreamOptions options() {
    UpstreamOptions options;
    options.name = "google";
    options.breaker_failures = 2;
    options.breaker_pause = 10s;
    return options;
}

}  // namespace

TEST_CASE("a date of HTTP is read in each of its three forms") {
    const std::chrono::sys_seconds expected =
        std::chrono::sys_days(std::chrono::year(1994) / 11 / 6) + 8h + 49min + 37s;
    CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT", noon) == expected);
    CHECK(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT", noon) == expected);
    CHECK(parse_http_date("Sun Nov  6 08:49:37 1994", noon) == expected);
    CHECK(parse_http_date("Sun Nov 16 08:49:37 1994", noon) == expected + std::chrono::days(10));
    CHECK(parse_http_date("Sat, 31 Dec 2016 23:59:60 GMT", noon) ==
          std::chrono::sys_days(std::chrono::year(2017) / 1 / 1));
    CHECK(parse_http_date("Fri, 31 Dec 9999 23:59:59 GMT", noon));
}

TEST_CASE("a year of two digits is at most 50 years ahead") {
    const auto year = [](const std::string& digits) {
        const auto date = parse_http_date("Monday, 01-Jan-" + digits + " 00:00:00 GMT", noon);
        return date ? static_cast<int>(
                          std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(*date)).year())
                    : 0;
    };
    CHECK(year("26") == 2026);
    CHECK(year("76") == 2076);
    CHECK(year("77") == 1977);
    CHECK(year("00") == 2000);
}

TEST_CASE("what is no date of HTTP is none") {
    for (const char* text :
         {"", "Sun", "Sunday", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
          "Sun, 06 Nov 1994 08:49:37 GMT ", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
          "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT",
          "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, -6 Nov 1994 08:49:37 GMT", "Xyz, 06 Nov 1994 08:49:37 GMT",
          "Sun, 00 Nov 1994 08:49:37 GMT", "Sunday, 06 Nov 1994 08:49:37 GMT", "Sun, 06-Nov-94 08:49:37 GMT",
          "Sun Nov 6 08:49:37 1994", "Sun Nov  6 08:49:37 94"}) {
        INFO(text);
        CHECK_FALSE(parse_http_date(text, noon));
    }
}

TEST_CASE("Retry-After is seconds or a date, and an hour at most") {
    CHECK(parse_retry_after("120", noon) == nanoseconds(120s));
    CHECK(parse_retry_after(" 0\t", noon) == nanoseconds(0));
    CHECK(parse_retry_after("1.5", noon) == nanoseconds(1500ms));
    CHECK(parse_retry_after("86400", noon) == longest_hold);
    CHECK(parse_retry_after(std::string(1000, '9'), noon) == longest_hold);
    CHECK(parse_retry_after("Sun, 22 Nov 2026 12:00:30 GMT", noon) == nanoseconds(30s));
    CHECK(parse_retry_after("Sun, 22 Nov 2026 11:00:00 GMT", noon) == nanoseconds(0));
    CHECK(parse_retry_after("Fri, 31 Dec 9999 23:59:59 GMT", noon) == longest_hold);
    CHECK(parse_retry_after("Sat, 01 Jan 0000 00:00:00 GMT", noon) == nanoseconds(0));
    for (const char* text : {"", " ", "-1", "soon", "1e3", "1 2", "0x10"}) {
        INFO(text);
        CHECK_FALSE(parse_retry_after(text, noon));
    }
}

TEST_CASE("pauses between tries double, less up to the half") {
    CHECK(back_off(100ms, 0, 1) == 100ms);
    CHECK(back_off(100ms, 0, 0) == 50ms);
    CHECK(back_off(100ms, 1, 1) == 200ms);
    CHECK(back_off(100ms, 3, 0.5) == 600ms);
    CHECK(back_off(0ms, 3, 0.5) == 0ms);
    CHECK(back_off(100ms, 2'000'000, 1) == 1min);
}

TEST_CASE("a breaker opens after so many failures in a row") {
    Breaker breaker(3, 10s);
    const auto fail = [&] { return breaker.on_failure(*breaker.admit(start), start); };
    CHECK(fail() == Breaker::Change::none);
    CHECK(fail() == Breaker::Change::none);
    CHECK(breaker.on_success(*breaker.admit(start)) == Breaker::Change::none);
    CHECK(fail() == Breaker::Change::none);
    CHECK(fail() == Breaker::Change::none);
    CHECK_FALSE(breaker.is_open());
    CHECK(fail() == Breaker::Change::opened);
    CHECK(breaker.is_open());
    CHECK_FALSE(breaker.admit(start + 10s - 1ns));
}

TEST_CASE("after its pause a breaker lets one request try, and closes if it succeeds") {
    Breaker breaker(1, 10s);
    breaker.on_failure(*breaker.admit(start), start);
    const auto ticket = breaker.admit(start + 10s);
    REQUIRE(ticket);
    CHECK_FALSE(breaker.admit(start + 1h));
    CHECK(breaker.on_success(*ticket) == Breaker::Change::closed);
    CHECK_FALSE(breaker.is_open());
    CHECK(breaker.admit(start + 1h));
}

TEST_CASE("a try that fails opens the breaker again, and one that comes to nothing leaves its place") {
    Breaker breaker(1, 10s);
    breaker.on_failure(*breaker.admit(start), start);
    CHECK(breaker.on_failure(*breaker.admit(start + 10s), start + 11s) == Breaker::Change::opened_again);
    CHECK_FALSE(breaker.admit(start + 21s - 1ns));
    breaker.on_abandoned(*breaker.admit(start + 21s));
    const auto ticket = breaker.admit(start + 21s);
    REQUIRE(ticket);
    CHECK_FALSE(breaker.admit(start + 21s));
    CHECK(breaker.on_success(*ticket) == Breaker::Change::closed);
}

TEST_CASE("what began before a breaker opened neither closes it nor opens it again") {
    Breaker breaker(1, 10s);
    const auto slow = *breaker.admit(start);
    const auto slower = *breaker.admit(start);
    breaker.on_failure(*breaker.admit(start), start);
    CHECK(breaker.on_success(slow) == Breaker::Change::none);
    CHECK(breaker.is_open());
    const auto ticket = *breaker.admit(start + 10s);
    CHECK(breaker.on_failure(slower, start + 10s) == Breaker::Change::none);
    breaker.on_abandoned(slower);
    CHECK_FALSE(breaker.admit(start + 10s));
    CHECK(breaker.on_success(ticket) == Breaker::Change::closed);
}

TEST_CASE("a budget lasts for a day of UTC, and is told of once a day") {
    Budget budget(2);
    CHECK(budget.take(noon) == Budget::Grant::given);
    CHECK(budget.take(noon) == Budget::Grant::given);
    CHECK(budget.take(noon) == Budget::Grant::refused_first);
    CHECK(budget.take(today + 24h - 1ns) == Budget::Grant::refused);
    CHECK(budget.format_spent(noon) ==
          "the 2 requests of this day ([places] daily_budget) are spent; the next day begins at "
          "2026-11-23T00:00:00Z");
    CHECK(budget.take(today + 24h) == Budget::Grant::given);
    CHECK(budget.take(today + 24h) == Budget::Grant::given);
    CHECK(budget.take(today + 24h) == Budget::Grant::refused_first);
    budget.give_back(today + 24h);
    CHECK(budget.take(today + 24h) == Budget::Grant::given);
    CHECK(budget.take(today + 24h) == Budget::Grant::refused);
}

TEST_CASE("a budget of nothing has nothing, and no budget has no end") {
    Budget nothing(0);
    CHECK(nothing.take(noon) == Budget::Grant::refused_first);
    nothing.give_back(noon);
    CHECK(nothing.take(noon) == Budget::Grant::refused);
    Budget endless(std::nullopt);
    for (int i = 0; i < 1000; ++i) REQUIRE(endless.take(noon) == Budget::Grant::given);
}

TEST_CASE("a gate tells what its breaker does") {
    Gate gate(options());
    const auto lost = fault(http::FaultKind::connect, "refused");
    CHECK(gate.on_outcome(*gate.admit(after(0s)), response(502), after(0s)).notice.empty());
    CHECK(gate.repeatable_from(start) == start);
    const auto review = gate.on_outcome(*gate.admit(after(0s)), lost, after(0s));
    CHECK(review.has_opened);
    CHECK(review.notice ==
          "google: 2 requests in a row have failed (last: refused); it is asked again in 10 s");
    CHECK_FALSE(gate.repeatable_from(start));

    const auto refused = gate.admit(after(3500ms));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().count == Count::breaker_rejections);
    CHECK(refused.error().failure.status == "UNKNOWN_ERROR");
    CHECK(refused.error().failure.message ==
          "google: requests fail (last: refused); it is asked again in 7 s");

    const auto again = gate.on_outcome(*gate.admit(after(10s)), response(500), after(10s));
    CHECK(again.has_opened);
    CHECK(again.notice.empty());
    const auto ticket = gate.admit(after(20s));
    REQUIRE(ticket);
    CHECK(gate.admit(after(20s)).error().failure.message ==
          "google: requests fail (last: HTTP status 500); it is asked again once one request has tried");
    const auto healed = gate.on_outcome(*ticket, response(404), after(20s));
    CHECK_FALSE(healed.has_opened);
    CHECK(healed.notice == "google: requests succeed again");
}

TEST_CASE("a breaker counts faults and 5xx, and no other status and no stop") {
    using http::FaultKind;
    const auto opens = [](const Outcome& outcome) {
        Gate gate(options());
        for (int i = 0; i < 2; ++i) gate.on_outcome(*gate.admit(after(0s)), outcome, after(0s));
        return !gate.admit(after(0s));
    };
    for (const auto kind :
         {FaultKind::connect, FaultKind::tls, FaultKind::timeout, FaultKind::broken, FaultKind::too_large}) {
        CHECK(opens(fault(kind)));
    }
    CHECK_FALSE(opens(fault(FaultKind::stopped)));
    for (const int status : {200, 204, 302, 400, 401, 403, 404, 429, 499, 600}) {
        INFO(status);
        CHECK_FALSE(opens(response(status)));
    }
    CHECK(opens(response(500)));
    CHECK(opens(response(599)));
}

TEST_CASE("a gate is shut for as long as the host asks to wait") {
    Gate gate(options());
    for (const int status : {429, 503}) {
        INFO(status);
        const nanoseconds begin = status == 429 ? 0s : 100s;
        gate.on_outcome(*gate.admit(after(begin)), response(status, {}, "60"), after(begin));
        CHECK(gate.repeatable_from(start + begin) == start + begin + 60s);
        const auto refused = gate.admit(after(begin + 59500ms));
        REQUIRE_FALSE(refused);
        CHECK(refused.error().count == Count::retry_after_holds);
        CHECK(refused.error().failure.status == "OVER_QUERY_LIMIT");
        CHECK(refused.error().failure.message ==
              "google: the host has asked to wait; it is asked again in 1 s");
        CHECK(gate.admit(after(begin + 60s)));
    }
    // A lesser wait takes nothing from a greater one; others than these two statuses do not count.
    gate.on_outcome(*gate.admit(after(200s)), response(429, {}, "60"), after(200s));
    const auto ticket = Breaker::Ticket{0};
    gate.on_outcome(ticket, response(429, {}, "1"), after(200s));
    CHECK(gate.repeatable_from(start + 200s) == start + 260s);
    gate.on_outcome(ticket, response(404, {}, "600"), after(200s));
    gate.on_outcome(ticket, response(429), after(200s));
    CHECK(gate.repeatable_from(start + 200s) == start + 260s);
}

TEST_CASE("a gate refuses what the budget has no more, and the breaker's place is free again") {
    UpstreamOptions poor = options();
    poor.daily_budget = 2;
    Gate gate(poor);
    for (int i = 0; i < 2; ++i) gate.on_outcome(*gate.admit(after(0s)), response(500), after(0s));
    const auto refused = gate.admit(after(10s));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().count == Count::budget_rejections);
    CHECK(refused.error().failure.status == "OVER_QUERY_LIMIT");
    CHECK(refused.error().failure.message.find("[places] daily_budget") != std::string::npos);
    CHECK(refused.error().notice == refused.error().failure.message);
    CHECK(gate.admit(after(10s)).error().notice.empty());
    CHECK(gate.admit(after(12h)));
}

TEST_CASE("requests that the host never heard of cost nothing of the budget") {
    UpstreamOptions poor = options();
    poor.daily_budget = 1;
    poor.breaker_failures = 100;
    Gate gate(poor);
    for (const auto kind : {http::FaultKind::connect, http::FaultKind::tls}) {
        const auto ticket = gate.admit(after(0s));
        REQUIRE(ticket);
        gate.on_outcome(*ticket, fault(kind), after(0s));
    }
    const auto ticket = gate.admit(after(0s));
    REQUIRE(ticket);
    gate.on_outcome(*ticket, fault(http::FaultKind::timeout), after(0s));
    CHECK_FALSE(gate.admit(after(0s)));
}

TEST_CASE("what a host says becomes one line of UTF-8 that ends") {
    CHECK(format_host_message("").empty());
    CHECK(format_host_message("You must\r\nnot \xC3\xA9\x7F") == "You must  not \xC3\xA9 ");
    CHECK(format_host_message("\xFF\xED\xA0\x80.") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD.");
    CHECK(format_host_message(std::string(499, 'x') + "\xC3\xA9").size() == 499);
    CHECK(format_host_message(std::string(501, 'x')).size() == 500);
}

TEST_CASE("a meter counts by name, and durations by interval") {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count_kinds; ++i) {
        names.emplace_back(format_count(static_cast<Count>(i)));
        CHECK_FALSE(names.back().empty());
    }
    CHECK(names.front() == "questions");
    CHECK(names.back() == "budget_rejections");

    Meter meter;
    meter.add(Count::received_bytes, 40);
    meter.add(Count::received_bytes);
    CHECK(meter.read(Count::received_bytes) == 41);
    CHECK(meter.read(Count::requests) == 0);
    meter.add_request(5ms);
    meter.add_request(5ms + 1ns);
    meter.add_request(1h);
    CHECK(meter.read_requests(0) == 1);
    CHECK(meter.read_requests(1) == 1);
    CHECK(meter.read_requests(request_buckets.size()) == 1);
    CHECK(meter.read_request_time() == 1h + 10ms + 1ns);
}

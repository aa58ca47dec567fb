// What is measured of a herd, and how it is told.

#include "bench/measure.hpp"

#include <chrono>
#include <string>
#include <vector>

#include "bench/figures.hpp"
#include "bench/own_herd.hpp"
#include "bench/spread_times.hpp"
#include "fake_server.hpp"
#include "support/catch.hpp"
#include "support/herd_plan.hpp"
#include "support/live_herd.hpp"
#include "support/test_provider.hpp"
#include "support/topology.hpp"

namespace herd::bench {
namespace {

using namespace std::chrono_literals;

HerdLoad make_herd_load(const test::HerdPlan& plan, std::size_t connections, std::uint64_t count) {
    HerdLoad load;
    for (const auto& server : plan.config.servers) load.under_load.push_back(server.name);
    load.load.connections = connections;
    load.load.count = count;
    load.load.patience = test::patience;
    load.settle_patience = test::patience;
    load.phones.count = 50;
    return load;
}

std::unique_ptr<OwnHerd> start_herd(const test::HerdPlan& plan) {
    auto herd =
        OwnHerd::start(plan.config, places::Source(test::make_empty_provider()), [](const std::string&) {});
    REQUIRE(herd);
    return std::move(*herd);
}

TEST_CASE("an update counts when all servers have it, and costs what flooding costs") {
    test::HerdPlan plan(test::classic_ring());
    plan.config.trace.buffer = std::size_t{256} << 10;
    plan.config.log.level = config::LogLevel::off;
    const auto herd = start_herd(plan);
    auto load = make_herd_load(plan, 10, 2000);
    load.propagation_rate = 1000;
    std::vector<std::string> phases;
    const auto figures = measure_own_herd(
        *herd, load, true, [&](std::string_view phase, std::uint64_t) { phases.emplace_back(phase); });
    REQUIRE(figures);
    CHECK(figures->answers == 2000);
    CHECK(figures->accepted == 2000);
    CHECK(figures->arrivals_per_update == 4);
    CHECK(figures->messages_per_update == 6);
    CHECK(*figures->propagated_per_second > 0);
    CHECK(*figures->propagated_per_second <= *figures->accepted_per_second);
    CHECK(*figures->processor_per_update > 0);
    CHECK(*figures->latency_p50 <= *figures->latency_p99);
    CHECK(*figures->latency_p99 <= *figures->latency_max);
    CHECK(figures->bytes_per_record);

    CHECK(figures->followed == static_cast<double>(herd->traced_updates()));
    CHECK(*figures->propagation_p50 > 0);
    CHECK(*figures->propagation_p50 <= *figures->propagation_max);
    CHECK(*figures->propagation_max >= *figures->round_trip_p50 / 1000);
    CHECK(figures->propagation_ratio == *figures->propagation_p50 / *figures->round_trip_p50);
}

// A link that is read no more often than a client falls behind: each update crosses it, whoever sent it.
TEST_CASE("links keep up with deep pipelines and none of their queues is dropped") {
    test::HerdPlan plan(test::classic_ring());
    plan.config.log.level = config::LogLevel::off;
    plan.config.herd.queue_limit = std::size_t{1} << 20;
    const auto herd = start_herd(plan);
    auto load = make_herd_load(plan, 50, 150'000);
    load.load.depth = 32;
    load.phones.count = 1000;
    load.propagation_rate = 0;
    const auto figures = measure_own_herd(*herd, load, false, [](std::string_view, std::uint64_t) {});
    REQUIRE(figures);
    CHECK(figures->accepted == 150'000);
    CHECK(figures->arrivals_per_update == 4);
    CHECK(figures->messages_per_update == 6);
}

TEST_CASE("a herd of one has nobody to propagate to") {
    test::HerdPlan plan(test::single());
    plan.config.trace.buffer = 0;
    const auto herd = start_herd(plan);
    auto load = make_herd_load(plan, 2, 100);
    load.mix = {2, 1, 1};
    const auto figures = measure_own_herd(*herd, load, false, nullptr);
    REQUIRE(figures);
    CHECK(figures->answers == 100);
    CHECK(*figures->accepted < 100);
    CHECK(figures->propagated_per_second);
    CHECK(figures->arrivals_per_update == 0);
    CHECK_FALSE(figures->bytes_per_record);
    CHECK_FALSE(figures->propagation_p50);
}

TEST_CASE("servers that never agree are told") {
    auto topology = test::pair();
    topology.links.clear();
    const test::HerdPlan plan(topology);
    const auto herd = start_herd(plan);
    auto load = make_herd_load(plan, 2, 100);
    load.settle_patience = 50ms;
    const auto figures = measure_own_herd(*herd, load, false, nullptr);
    REQUIRE_FALSE(figures);
    CHECK(figures.error().fault == BenchFault::unsettled);
}

TEST_CASE("of a herd that runs elsewhere, clients tell when all servers have everything") {
    const test::HerdPlan plan(test::classic_ring());
    test::LiveHerd live(plan);
    std::vector<net::Address> servers;
    for (const auto& server : plan.config.servers) servers.push_back({server.name, server.host, server.port});
    auto load = make_herd_load(plan, 5, 500);
    load.mix = {2, 1, 1};
    const auto figures = measure_running_herd(servers, load, nullptr);
    REQUIRE(figures);
    CHECK(figures->answers == 500);
    CHECK(*figures->accepted < 500);
    CHECK(*figures->propagated_per_second < *figures->accepted_per_second);
    CHECK(figures->followed == 200);
    CHECK(*figures->propagation_p50 > *figures->round_trip_p50);
    CHECK_FALSE(figures->messages_per_update);

    // An update does not get through any more.
    for (const auto* peer : {"Holiday", "Welsh"}) live.apply({fault::Cut{{"Ball", peer}}, {}});
    load.settle_patience = 50ms;
    const auto cut = measure_running_herd(servers, load, nullptr);
    REQUIRE_FALSE(cut);
    CHECK(cut.error().fault == BenchFault::unsettled);
    CHECK(cut.error().why.find(" does not tell of the newest update of ") != std::string::npos);
}

TEST_CASE("a server that answers without end is wrong") {
    // The first connection is under load, the second one asks.
    FakeServer server(
        [](test::TestClient& client) {
            for (;;) {
                const std::string line = client.read_line();
                if (line.starts_with("NEARBY")) break;
                client.send("AT Alford +0.000000001 " + line.substr(6) + "\n");
            }
            for (;;) client.send("AT Alford\n" + std::string(65536, 'x') + "\n");
        },
        2);
    HerdLoad load;
    load.under_load = {"Alford"};
    load.load.count = 5;
    const auto endpoint = server.endpoint();
    const auto figures = measure_running_herd({{"Alford", endpoint.host, endpoint.port}}, load, nullptr);
    REQUIRE_FALSE(figures);
    CHECK(figures.error().fault == BenchFault::wrong);
    CHECK(figures.error().why.find("does not end") != std::string::npos);
}

trace::Event make_event(core::ServerIndex server, trace::Kind kind, const std::string& client,
                        nanoseconds t) {
    trace::Event event;
    event.server = server;
    event.kind = kind;
    event.client = client;
    event.time = "5.0";
    event.t = t;
    return event;
}

TEST_CASE("the last server to accept an update ends its way") {
    const SteadyTime epoch{1000s};
    const std::vector<SentUpdate> sent{
        {"fig", "5.0", epoch + 10us}, {"kiwi", "5.0", epoch + 20us}, {"lime", "5.0", epoch + 30us}};
    trace::Trace trace;
    trace.servers = {"Alford", "Ball"};
    using trace::Kind;
    trace.events = {
        make_event(0, Kind::received, "fig", 11us),   make_event(0, Kind::accepted, "fig", 12us),
        make_event(0, Kind::accepted, "plum", 13us),  make_event(1, Kind::accepted, "fig", 60us),
        make_event(1, Kind::accepted, "kiwi", 61us),  make_event(0, Kind::duplicate, "fig", 70us),
        make_event(0, Kind::accepted, "kiwi", 320us), make_event(0, Kind::accepted, "lime", 500us),
        make_event(1, Kind::duplicate, "lime", 600us)};
    const auto times = measure_spread(sent, trace, epoch);
    CHECK(times.count() == 2);
    CHECK(times.max() == 300us);
    CHECK(times.mean_ns() == 175e3);
}

TEST_CASE("a figure of several runs is the median of those that have it") {
    std::vector<Figures> runs(4);
    runs[0].answers = 10;
    runs[1].answers = 70;
    runs[2].answers = 30;
    runs[1].accepted = 4;
    runs[3].accepted = 5;
    const auto medians = find_medians(runs);
    CHECK(medians.answers == 30);
    CHECK(medians.accepted == 4.5);
    CHECK_FALSE(medians.latency_p50);
}

TEST_CASE("figures are told in units for people") {
    CHECK(format_figure(999, FigureUnit::count) == "999");
    CHECK(format_figure(1234567.2, FigureUnit::rate) == "1,234,567");
    CHECK(format_figure(0, FigureUnit::time) == "0 ns");
    CHECK(format_figure(999.4, FigureUnit::time) == "999 ns");
    CHECK(format_figure(999.6, FigureUnit::time) == "1.00 us");
    CHECK(format_figure(41'260, FigureUnit::time) == "41.3 us");
    CHECK(format_figure(123'456'789, FigureUnit::time) == "123 ms");
    CHECK(format_figure(2e12, FigureUnit::time) == "2000 s");
    CHECK(format_figure(6, FigureUnit::ratio) == "6.00");
    CHECK(format_figure(101.25, FigureUnit::bytes) == "101.2 bytes");
}

}  // namespace
}  // namespace herd::bench

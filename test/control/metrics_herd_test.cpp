#include <cstddef>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "control/metrics_text.hpp"
#include "control/propagation_watch.hpp"
#include "control/snapshot.hpp"
#include "control/snapshot_json.hpp"
#include "places/json_value.hpp"
#include "support/catch.hpp"
#include "support/live_herd.hpp"

namespace herd::control {
namespace {

using namespace test;

/// A herd whose updates are followed.
class WatchedHerd {
public:
    explicit WatchedHerd(const HerdPlan& plan) : herd(plan) {
        herd.call([this](net::Herd& live) { watch_ = std::make_unique<PropagationWatch>(live); });
    }
    ~WatchedHerd() {
        herd.call([this](net::Herd&) { watch_.reset(); });
    }
    WatchedHerd(const WatchedHerd&) = delete;
    WatchedHerd& operator=(const WatchedHerd&) = delete;

    HerdSnapshot look() {
        return herd.call([this](net::Herd& live) {
            watch_->read();
            return take_snapshot(live, watch_->propagation());
        });
    }

    LiveHerd herd;

private:
    std::unique_ptr<PropagationWatch> watch_;
};

/// The values of all samples, by what stands before them.
std::map<std::string, double> read_samples(const HerdSnapshot& snapshot) {
    std::map<std::string, double> samples;
    std::istringstream text(format_metrics(snapshot, {}, read_process()));
    for (std::string line; std::getline(text, line);) {
        if (line.starts_with('#')) continue;
        const auto space = line.rfind(' ');
        samples[line.substr(0, space)] = std::stod(line.substr(space + 1));
    }
    return samples;
}

/// The sum of a family's samples that have this label.
double sum(const std::map<std::string, double>& samples, const std::string& family,
           const std::string& label = "") {
    double total = 0;
    for (const auto& [name, value] : samples) {
        if (name.starts_with(family + "{") && name.find(label) != std::string::npos) total += value;
    }
    return total;
}

TEST_CASE("metrics agree with what was done to a herd") {
    const HerdPlan plan(classic_ring());
    WatchedHerd watched(plan);
    LiveHerd& herd = watched.herd;
    REQUIRE(herd.await_links());
    constexpr int updates = 20;
    for (int i = 0; i < updates; ++i) {
        const auto client = "phone" + std::to_string(i);
        herd.ask(plan.config.servers[static_cast<std::size_t>(i) % 5].name,
                 "IAMAT " + client + " +34-118 " + std::to_string(i + 1));
        REQUIRE(herd.await_record(client));
    }
    herd.ask("Ball", "IAMAT phone3 +1+1 4");
    herd.ask("Ball", "IAMAT phone3 +1+1 1");
    herd.ask("Ball", "NEARBY phone3 0 0");
    herd.ask("Ball", "WHATSAT phone3 0 0");
    herd.ask("Ball", "WHATSAT phone3 far 0");
    herd.ask("Ball", "hello");
    REQUIRE(herd.await([](net::Herd& live) { return live.in_flight(false).empty(); }));

    const auto samples = read_samples(watched.look());
    CHECK(sum(samples, "herd_updates_accepted_total") == updates);
    CHECK(samples.at("herd_updates_accepted_total{server=\"Ball\"}") == updates / 5);
    CHECK(sum(samples, "herd_records_kept_total") == updates * 4);
    // On a ring of five an update takes 2 * 5 - 5 + 1 messages.
    CHECK(sum(samples, "herd_link_messages_total", "kind=\"update\"") == updates * 6);
    CHECK(sum(samples, "herd_link_up") == 10);
    CHECK(sum(samples, "herd_link_reconnects_total") == 0);
    CHECK(sum(samples, "herd_clients") == updates * 5);
    CHECK(sum(samples, "herd_server_up") == 5);
    CHECK(samples.at("herd_updates_duplicate_total{server=\"Ball\"}") +
              samples.at("herd_updates_stale_total{server=\"Ball\"}") ==
          2);
    const auto requests = [&](const std::string& command, const std::string& result) {
        return samples.at("herd_client_requests_total{server=\"Ball\",command=\"" + command + "\",result=\"" +
                          result + "\"}");
    };
    CHECK(requests("iamat", "accepted") == updates / 5);
    CHECK(requests("whatsat", "answered") == 1);
    CHECK(requests("nearby", "answered") == 1);
    CHECK(requests("whatsat", "invalid") == 1);
    CHECK(requests("other", "invalid") == 1);
    CHECK(samples.at("herd_propagation_seconds_count") == updates);
    CHECK(samples.at("herd_propagation_seconds_bucket{le=\"+Inf\"}") == updates);
    CHECK(samples.at("herd_propagation_hops_count") == updates);
    // It goes round both ways, and meets where it is farthest.
    CHECK(samples.at("herd_propagation_hops_bucket{le=\"1\"}") == 0);
    CHECK(samples.at("herd_propagation_hops_bucket{le=\"4\"}") == updates);
    CHECK(samples.at("herd_propagation_waiting") == 0);

    // What is counted never goes back.
    herd.ask("Welsh", "IAMAT kiwi +34-118 5");
    REQUIRE(herd.await_record("kiwi"));
    const auto later = read_samples(watched.look());
    CHECK(later.size() == samples.size());
    for (const auto& [name, value] : samples) {
        const auto family = name.substr(0, name.find('{'));
        if (!family.ends_with("_total") && !family.ends_with("_bucket") && !family.ends_with("_count"))
            continue;
        INFO(name);
        CHECK(later.at(name) >= value);
    }
    CHECK(sum(later, "herd_updates_accepted_total") == updates + 1);
}

TEST_CASE("an update that a cut holds back is told of as soon as the heal has brought it") {
    const HerdPlan plan(classic_ring());
    WatchedHerd watched(plan);
    LiveHerd& herd = watched.herd;
    REQUIRE(herd.await_links());
    herd.apply({fault::Isolate{"Welsh"}, {}});
    herd.ask("Alford", "IAMAT kiwi +34-118 5");
    REQUIRE(herd.await(
        [&](net::Herd& live) { return live.server(herd.index("Ball")).store().find("kiwi").has_value(); }));
    const auto cut = watched.look();
    CHECK(cut.propagation.count == 0);
    CHECK(cut.propagation.waiting == 1);
    CHECK(cut.faults.size() == 2);
    const auto* link = find_link(cut, "Welsh", "Alford");
    REQUIRE(link);
    CHECK(link->condition == LinkCondition::cut);
    CHECK(link->faults.size() == 1);
    CHECK(sum(read_samples(cut), "herd_faults") == 2);

    herd.apply({fault::HealAll{}, {}});
    REQUIRE(herd.await_record("kiwi"));
    const auto healed = watched.look();
    CHECK(healed.propagation.count == 1);
    CHECK(healed.propagation.waiting == 0);
    CHECK(healed.faults.empty());
}

TEST_CASE("a snapshot tells of servers that do not run and of those that run elsewhere") {
    HerdPlan plan(classic_ring());
    {
        LiveHerd herd(plan);
        herd.ask("Ball", "IAMAT kiwi +34-118 5");
        REQUIRE(herd.await_record("kiwi"));
        herd.stop_server("Ball");
        herd.apply({fault::Pause{"Welsh"}, {}});
        const auto snapshot = herd.call([](net::Herd& live) { return take_snapshot(live, Propagation()); });
        const auto* ball = find_server(snapshot, "Ball");
        REQUIRE(ball);
        CHECK(ball->condition == ServerCondition::stopped);
        CHECK(ball->clients == 0);
        CHECK(ball->counters.updates == 1);
        CHECK(ball->neighbours == std::vector<std::string>{"Holiday", "Welsh"});
        CHECK(ball->port == plan.port("Ball"));
        CHECK(find_server(snapshot, "Welsh")->condition == ServerCondition::paused);
        CHECK(find_server(snapshot, "Alford")->clients == 1);
        CHECK_FALSE(find_server(snapshot, "ball"));
        CHECK_FALSE(find_link(snapshot, "Alford", "Ball"));
    }
    LiveHerd part(plan, {.only = {"Alford", "Hamilton"}, .provider = nullptr});
    const auto snapshot = part.call([](net::Herd& live) { return take_snapshot(live, Propagation()); });
    CHECK(find_server(snapshot, "Ball")->condition == ServerCondition::elsewhere);
    CHECK(find_server(snapshot, "Alford")->condition == ServerCondition::running);
    CHECK(find_link(snapshot, "Alford", "Welsh")->condition == LinkCondition::down);
}

TEST_CASE("a snapshot as JSON has every server link and fault") {
    const HerdPlan plan(classic_ring());
    WatchedHerd watched(plan);
    REQUIRE(watched.herd.await_links());
    watched.herd.apply({fault::Latency{fault::LinkName{"Alford", "Welsh"}, nanoseconds(50'000'000)}, {}});
    watched.herd.ask("Ball", "IAMAT kiwi +34-118 5");
    REQUIRE(watched.herd.await_record("kiwi"));

    const auto snapshot = watched.look();
    const auto document = places::JsonDocument::parse(format_herd(snapshot, {"my \"herd\"", "1.2.3"}));
    REQUIRE(document);
    const auto root = document->root();
    CHECK(root["name"].text() == "my \"herd\"");
    CHECK(root["version"].text() == "1.2.3");
    CHECK(root["servers"].size() == 5);
    CHECK(root["servers"].at(1)["name"].text() == "Ball");
    CHECK(root["servers"].at(1)["state"].text() == "running");
    CHECK(root["servers"].at(1)["counters"]["accepted"].number() == 1);
    CHECK(root["servers"].at(1)["clock"]["drift_ppm"].number() == 0);
    REQUIRE(root["links"].size() == 5);
    const auto link = root["links"].at(1);
    CHECK(link["a"].text() == "Alford");
    CHECK(link["b"].text() == "Welsh");
    CHECK(link["state"].text() == "up");
    CHECK(link["directions"].at(1)["from"].text() == "Welsh");
    CHECK(link["faults"].at(0).number() == root["faults"].at(0)["id"].number());
    CHECK(root["faults"].at(0)["fault"]["latency"]["delay"].text() == "50ms");
    CHECK(root["totals"]["accepted"].number() == 1);
    CHECK(root["totals"]["messages"].number() == 6);
    CHECK(root["trace"]["on"].boolean() == true);
    CHECK(root["propagation"]["count"].number() == 1);
    CHECK(root["propagation"]["p99_ns"].is_there());

    for (const auto& part : {format_servers(snapshot), format_links(snapshot), format_faults(snapshot)})
        CHECK(places::JsonDocument::parse(part));
    CHECK(format_servers(snapshot).find(format_server(snapshot.servers[4])) != std::string::npos);
    CHECK(format_links(snapshot).find(format_link(snapshot.links[4])) != std::string::npos);
}

}  // namespace
}  // namespace herd::control

#include "control/metrics_text.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "control/metrics_writer.hpp"
#include "control/snapshot_json.hpp"
#include "places/json_value.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/temporary_directory.hpp"

namespace herd::control {
namespace {

using namespace std::chrono_literals;

constexpr auto promtool = "/usr/bin/promtool";

/// A snapshot with something in every list, and names that have to be escaped.
HerdSnapshot make_snapshot() {
    HerdSnapshot snapshot;
    for (const std::string name : {"Alford", "a \"quoted\\\" name\nof two lines", "Ball\xc3\xa9"}) {
        auto& server = snapshot.servers.emplace_back();
        server.name = name;
        server.condition = ServerCondition::running;
        server.clock = {-1500ms, 200};
    }
    snapshot.servers[0].counters.invalid = 10;
    snapshot.servers[0].counters.invalid_iamats = 4;
    snapshot.servers[0].counters.invalid_whatsats = 3;
    snapshot.servers[0].counters.invalid_nearbys = 2;
    snapshot.servers[2].condition = ServerCondition::paused;
    auto& link = snapshot.links.emplace_back();
    link.ends[0] = "Alford";
    link.ends[1] = snapshot.servers[1].name;
    link.condition = LinkCondition::cut;
    link.connections = 3;
    link.directions[1].counters.flooded = 7;
    link.directions[1].queued = 100;
    snapshot.faults.push_back({4, {fault::Cut{{"Alford", snapshot.servers[1].name}}, {}}, {}});
    snapshot.propagation.times[0] = 2;
    snapshot.propagation.times.back() = 1;
    snapshot.propagation.total_time = 100s;
    snapshot.places.counts[static_cast<std::size_t>(places::Count::lookups)] = 6;
    return snapshot;
}

std::string make_text() {
    return format_metrics(make_snapshot(), {"herd.toml", "1.2.3"}, read_process());
}

bool has_line(const std::string& text, const std::string& line) {
    return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

std::vector<std::string> split_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

/// The names of all families, as their types are told.
std::set<std::string> find_families(const std::string& text) {
    std::set<std::string> names;
    for (const auto& line : split_lines(text)) {
        if (line.starts_with("# TYPE ")) names.insert(line.substr(7, line.find(' ', 7) - 7));
    }
    return names;
}

std::string read_source(const std::string& file) {
    return test::read_file(std::filesystem::path(HERD_SOURCE) / file);
}

TEST_CASE("metrics are written as Prometheus' text format has them") {
    std::string text;
    MetricsWriter writer(text);
    writer.family("one_total", MetricType::counter, "Of \\ and\nmore.");
    writer.sample({}, std::uint64_t{18446744073709551615U});
    writer.sample({{"a", "x\\y\"z\"\n"}, {"b", ""}}, 0.25);
    writer.family("two", MetricType::histogram, "Two.");
    writer.histogram(std::vector<double>{0.0001, 1, 10}, std::vector<std::uint64_t>{1, 0, 3, 2}, 1e-9);
    writer.alone("three", MetricType::gauge, "Three.", -1e22);
    CHECK(text ==
          "# HELP one_total Of \\\\ and\\nmore.\n"
          "# TYPE one_total counter\n"
          "one_total 18446744073709551615\n"
          "one_total{a=\"x\\\\y\\\"z\\\"\\n\",b=\"\"} 0.25\n"
          "# HELP two Two.\n"
          "# TYPE two histogram\n"
          "two_bucket{le=\"0.0001\"} 1\n"
          "two_bucket{le=\"1\"} 1\n"
          "two_bucket{le=\"10\"} 4\n"
          "two_bucket{le=\"+Inf\"} 6\n"
          "two_sum 0.000000001\n"
          "two_count 6\n"
          "# HELP three Three.\n"
          "# TYPE three gauge\n"
          "three -10000000000000000000000\n");
}

TEST_CASE("metrics tell what a snapshot has") {
    const auto text = make_text();
    const std::string odd = "a \\\"quoted\\\\\\\" name\\nof two lines";
    CHECK(has_line(text, "herd_server_up{server=\"Alford\"} 1"));
    CHECK(has_line(text, "herd_server_up{server=\"Ball\xc3\xa9\"} 0"));
    CHECK(has_line(text, "herd_server_state{server=\"Ball\xc3\xa9\",state=\"paused\"} 1"));
    CHECK(has_line(text, "herd_server_state{server=\"Ball\xc3\xa9\",state=\"running\"} 0"));
    CHECK(has_line(text, "herd_clock_offset_seconds{server=\"Alford\"} -1.5"));
    CHECK(has_line(text, "herd_clock_drift_ratio{server=\"Alford\"} 0.0002"));
    CHECK(has_line(text,
                   "herd_client_requests_total{server=\"Alford\",command=\"iamat\",result=\"invalid\"} 4"));
    CHECK(has_line(text,
                   "herd_client_requests_total{server=\"Alford\",command=\"other\",result=\"invalid\"} 1"));
    CHECK(has_line(text, "herd_link_up{server=\"Alford\",neighbour=\"" + odd + "\"} 0"));
    CHECK(has_line(text, "herd_link_cut{server=\"" + odd + "\",neighbour=\"Alford\"} 1"));
    CHECK(has_line(text, "herd_link_reconnects_total{server=\"Alford\",neighbour=\"" + odd + "\"} 2"));
    CHECK(has_line(text, "herd_link_queue_bytes{server=\"" + odd + "\",neighbour=\"Alford\"} 100"));
    CHECK(has_line(
        text, "herd_link_messages_total{server=\"" + odd + "\",neighbour=\"Alford\",kind=\"update\"} 7"));
    CHECK(has_line(text, "herd_faults{kind=\"cut\"} 1"));
    CHECK(has_line(text, "herd_faults{kind=\"crash\"} 0"));
    CHECK(has_line(text, "herd_propagation_seconds_bucket{le=\"0.0001\"} 2"));
    CHECK(has_line(text, "herd_propagation_seconds_bucket{le=\"60\"} 2"));
    CHECK(has_line(text, "herd_propagation_seconds_bucket{le=\"+Inf\"} 3"));
    CHECK(has_line(text, "herd_propagation_seconds_sum 100"));
    CHECK(has_line(text, "herd_places_lookups_total 6"));
    CHECK(text.find("herd_build_info{version=\"1.2.3\",compiler=\"") != std::string::npos);
}

TEST_CASE("each family of metrics is told of once and every sample is of the family before it") {
    std::set<std::string> seen;
    std::string family;
    for (const auto& line : split_lines(make_text())) {
        if (line.starts_with("# HELP ")) {
            family = line.substr(7, line.find(' ', 7) - 7);
            CHECK(seen.insert(family).second);
        } else if (!line.starts_with("# TYPE " + family + " ")) {
            REQUIRE(line.starts_with(family));
            const auto rest = line.substr(family.size());
            const bool is_its_own = rest[0] == ' ' || rest[0] == '{' || rest.starts_with("_bucket{le=\"") ||
                                    rest.starts_with("_sum ") || rest.starts_with("_count ");
            CHECK(is_its_own);
        }
    }
    CHECK(seen.size() > 60);
}

TEST_CASE("how many metrics there are does not depend on what clients do") {
    HerdSnapshot busy = make_snapshot();
    for (auto& server : busy.servers) {
        server.clients = 100'000;
        server.counters.updates = 1'000'000;
    }
    busy.propagation.times.fill(3);
    busy.propagation.hops.fill(3);
    const auto count = [](const HerdSnapshot& snapshot) {
        return split_lines(format_metrics(snapshot, {}, std::nullopt)).size();
    };
    CHECK(count(busy) == count(make_snapshot()));
}

TEST_CASE("promtool finds nothing wrong with the metrics") {
    if (!std::filesystem::exists(promtool)) {
        WARN("skipped: there is no " << promtool << " (Debian's package prometheus)");
        return;
    }
    const test::TemporaryDirectory directory;
    const auto file = directory.write("metrics.txt", make_text());
    test::Process check({"/bin/sh", "-c", std::string(promtool) + " check metrics < \"$0\"", file.string()});
    const auto outcome = check.finish();
    CHECK(outcome.status == 0);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.empty());
}

TEST_CASE("a process is told of with the system's own numbers") {
    // The name of a program may look like more fields.
    const auto facts = parse_process_stat(
        "42 (her) d 1 2) S 1 42 42 0 -1 4194560 1 0 0 0 250 50 0 0 20 0 7 0 1000 8192000 300 184467 1\n", 100,
        4096);
    REQUIRE(facts);
    CHECK(facts->cpu_seconds == 3);
    CHECK(facts->threads == 7);
    CHECK(facts->started == 10);
    CHECK(facts->virtual_bytes == 8192000);
    CHECK(facts->resident_bytes == 300 * 4096);
    CHECK_FALSE(parse_process_stat("", 100, 4096));
    CHECK_FALSE(parse_process_stat("42 (herd) S 1 2", 100, 4096));

    const auto before = read_process();
    REQUIRE(before);
    CHECK(before->resident_bytes > 0);
    CHECK(before->virtual_bytes > before->resident_bytes);
    CHECK(before->threads >= 1);
    CHECK(before->max_files >= before->open_files);
    const std::ifstream more(std::filesystem::path(HERD_SOURCE) / "CMakeLists.txt");
    REQUIRE(more);
    const auto after = read_process();
    REQUIRE(after);
    CHECK(after->open_files == before->open_files + 1);
    CHECK(after->started == before->started);
    CHECK(after->cpu_seconds >= before->cpu_seconds);
    const auto text = make_text();
    for (const auto* name :
         {"process_cpu_seconds_total", "process_resident_memory_bytes", "process_virtual_memory_bytes",
          "process_open_fds", "process_max_fds", "process_start_time_seconds", "process_threads"})
        CHECK(find_families(text).count(name) == 1);
}

TEST_CASE("the manual of metrics tells of every family and of no other") {
    std::set<std::string> told;
    for (const auto& line : split_lines(read_source("docs/metrics.md"))) {
        if (!line.starts_with("| `herd_") && !line.starts_with("| `process_")) continue;
        told.insert(line.substr(3, line.find_first_of("`{", 3) - 3));
    }
    CHECK(told == find_families(make_text()));
}

/// The words of a query that look like names of metrics, without what histograms add to them.
std::set<std::string> find_metrics(const std::string& query) {
    std::set<std::string> names;
    const auto is_of_name = [](char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)); };
    for (auto at = query.begin(); at != query.end();) {
        at = std::find_if(at, query.end(), is_of_name);
        const auto end = std::find_if_not(at, query.end(), is_of_name);
        std::string name(at, end);
        at = end;
        if (!name.starts_with("herd_") && !name.starts_with("process_")) continue;
        if (name.starts_with("herd_propagation_") || name.starts_with("herd_places_request_seconds")) {
            for (const std::string suffix : {"_bucket", "_sum", "_count"}) {
                if (name.ends_with(suffix)) name.resize(name.size() - suffix.size());
            }
        }
        names.insert(name);
    }
    return names;
}

/// The queries of panels, and of those within them.
void collect_queries(places::JsonValue panels, std::vector<std::string>& queries) {
    for (std::size_t panel = 0; panel < panels.size(); ++panel) {
        const auto targets = panels.at(panel)["targets"];
        for (std::size_t target = 0; target < targets.size(); ++target)
            queries.emplace_back(targets.at(target)["expr"].text());
        collect_queries(panels.at(panel)["panels"], queries);
    }
}

TEST_CASE("the Grafana dashboard asks for metrics that there are") {
    const auto document = places::JsonDocument::parse(read_source("docs/grafana/herd.json"));
    REQUIRE(document);
    const auto dashboard = document->root();
    CHECK(dashboard["schemaVersion"].number().value_or(0) >= 38);
    std::vector<std::string> queries;
    collect_queries(dashboard["panels"], queries);
    REQUIRE(queries.size() > 20);
    const auto variables = dashboard["templating"]["list"];
    for (std::size_t variable = 0; variable < variables.size(); ++variable)
        queries.emplace_back(variables.at(variable)["definition"].text());

    const auto families = find_families(make_text());
    std::size_t asked = 0;
    for (const auto& query : queries) {
        for (const auto& name : find_metrics(query)) {
            INFO(query);
            CHECK(families.count(name) == 1);
            ++asked;
        }
    }
    CHECK(asked >= queries.size() - variables.size());
}

TEST_CASE("faults are told of as scenarios say them") {
    const auto step = [](fault::Action action, std::optional<nanoseconds> lasts = {}) {
        return format_fault_step({std::move(action), lasts});
    };
    CHECK(step(fault::Cut{{"Alford", "Welsh"}}) == R"({"cut":["Alford","Welsh"]})");
    CHECK(step(fault::Stall{fault::DirectionName{"Alford", "Welsh"}}, 2s) ==
          R"({"stall":{"from":"Alford","to":"Welsh"},"for":"2s"})");
    CHECK(step(fault::Latency{fault::LinkName{"Alford", "Welsh"}, 50ms, 10ms}) ==
          R"({"latency":{"link":["Alford","Welsh"],"delay":"50ms","jitter":"10ms"}})");
    CHECK(step(fault::Bandwidth{fault::LinkName{"a\"b", "Welsh"}, 1000}) ==
          R"({"bandwidth":{"link":["a\"b","Welsh"],"rate":1000}})");
    CHECK(step(fault::Clock{"Ball", -2s, 50}) ==
          R"({"clock":{"server":"Ball","offset":"-2s","drift":"+50ppm"}})");
    CHECK(step(fault::Bridge{"Ball", {{"Alford"}, {"Welsh", "Holiday"}}}) ==
          R"({"bridge":{"server":"Ball","groups":[["Alford"],["Welsh","Holiday"]]}})");
    CHECK(step(fault::Majorities{}) == R"({"majorities":true})");
    CHECK(format_fault(FaultSnapshot{7, {fault::Stall{fault::DirectionName{"Alford", "Welsh"}}, {}}, 5s}) ==
          R"({"id":7,"text":"stall Alford->Welsh","fault":{"stall":{"from":"Alford","to":"Welsh"}},)"
          R"("link":["Alford","Welsh"],"from":"Alford","to":"Welsh","until_ns":5000000000})");
    CHECK(format_fault(FaultSnapshot{8, {fault::Pause{"Ball"}, {}}, {}}) ==
          R"({"id":8,"text":"pause Ball","fault":{"pause":"Ball"},"server":"Ball"})");
}

}  // namespace
}  // namespace herd::control

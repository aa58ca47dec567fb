#include "swarm/coverage.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>

#include "core/client_time.hpp"
#include "swarm/fault_kind.hpp"

namespace herd::swarm {
namespace {

struct Label {
    std::string_view word;  // of JSON
    std::string_view text;  // for people
};

constexpr std::array<Label, Coverage::count> labels{{{"servers", "servers"},
                                                     {"faults", "faults"},
                                                     {"commands", "client lines"},
                                                     {"updates", "updates"},
                                                     {"ties", "of equal times"},
                                                     {"flooded", "messages that spread them"},
                                                     {"resynced", "messages of resyncs"},
                                                     {"delivered", "messages delivered"},
                                                     {"duplicates", "known already"},
                                                     {"stale", "older than known"},
                                                     {"overflows", "queues that overflowed"},
                                                     {"announced", "announced, not sent"},
                                                     {"grafts", "grafts"},
                                                     {"prunes", "prunes"},
                                                     {"link_ups", "links that came up"},
                                                     {"restarts", "restarts"},
                                                     {"steps", "events simulated"},
                                                     {"virtual_microseconds", "virtual seconds"}}};

/// How many updates have the time of another one of their client.
std::uint64_t count_ties(const trace::Trace& trace) {
    using Update = std::tuple<std::string_view, core::ClientTime, core::ServerIndex, WallTime>;
    std::set<Update> updates;
    for (const auto& event : trace.events) {
        if (event.kind != trace::Kind::received || !event.origin) continue;
        if (const auto time = core::parse_client_time(event.time))
            updates.emplace(event.client, *time, *event.origin, event.receipt);
    }
    std::uint64_t ties = 0;
    for (auto next = updates.begin(); next != updates.end();) {
        const auto one = next++;
        if (next != updates.end() && std::get<0>(*one) == std::get<0>(*next) &&
            std::get<1>(*one) == std::get<1>(*next))
            ++ties;
    }
    return ties;
}

std::uint64_t count_kind(const trace::Trace& trace, trace::Kind kind) {
    return static_cast<std::uint64_t>(
        std::count_if(trace.events.begin(), trace.events.end(),
                      [kind](const trace::Event& event) { return event.kind == kind; }));
}

std::string format_number(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t i = text.size(); i > 3; i -= 3) text.insert(i - 3, 1, ',');
    return text;
}

}  // namespace

void Coverage::operator+=(const Coverage& other) {
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += other.counts[i];
    for (std::size_t i = 0; i < faults_by_kind.size(); ++i) faults_by_kind[i] += other.faults_by_kind[i];
}

Coverage measure_coverage(const scenario::Scenario& scenario, const scenario::SimStage& stage,
                          const trace::Trace& trace) {
    Coverage coverage;
    coverage[Coverage::servers] = scenario.config.servers.size();
    for (const auto& step : scenario.steps) {
        const auto* fault = std::get_if<fault::Fault>(&step.verb);
        const auto kind = fault ? parse_fault_kind(fault::format_verb(fault->action)) : std::nullopt;
        if (!kind) continue;
        ++coverage[Coverage::faults];
        ++coverage.faults_by_kind[static_cast<std::size_t>(*kind)];
    }
    const auto& network = stage.network();
    const auto totals = network.totals();
    coverage[Coverage::commands] = totals.commands;
    coverage[Coverage::updates] = totals.updates;
    coverage[Coverage::ties] = count_ties(trace);
    coverage[Coverage::flooded] = totals.flooded;
    coverage[Coverage::resynced] = totals.resynced;
    coverage[Coverage::delivered] = totals.delivered;
    coverage[Coverage::duplicates] = count_kind(trace, trace::Kind::duplicate);
    coverage[Coverage::stale] = count_kind(trace, trace::Kind::stale);
    coverage[Coverage::overflows] = totals.overflows;
    coverage[Coverage::announced] = totals.announced;
    coverage[Coverage::grafts] = totals.grafts;
    coverage[Coverage::prunes] = totals.prunes;
    coverage[Coverage::link_ups] = totals.link_ups;
    coverage[Coverage::restarts] = totals.starts;
    coverage[Coverage::steps] = network.steps();
    const auto passed = network.now().time_since_epoch() - std::chrono::hours(1);
    coverage[Coverage::virtual_microseconds] =
        static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(passed).count());
    return coverage;
}

std::vector<Row> tabulate_coverage(const Coverage& coverage) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < Coverage::count; ++i) {
        const bool is_time = i == Coverage::virtual_microseconds;
        const auto number = is_time ? coverage.counts[i] / 1'000'000 : coverage.counts[i];
        rows.push_back({std::string(labels[i].text), format_number(number)});
        if (i != Coverage::faults) continue;
        for (std::size_t kind = 0; kind < fault_kind_count; ++kind) {
            if (coverage.faults_by_kind[kind] > 0) {
                rows.push_back({"  " + std::string(fault_kind_words()[kind]),
                                format_number(coverage.faults_by_kind[kind])});
            }
        }
    }
    return rows;
}

std::string format_coverage_json(const Coverage& coverage) {
    const auto entry = [](std::string_view key, std::uint64_t number) {
        return "\"" + std::string(key) + "\": " + std::to_string(number);
    };
    std::string text = "{";
    for (std::size_t i = 0; i < Coverage::count; ++i)
        text += (i == 0 ? "" : ", ") + entry(labels[i].word, coverage.counts[i]);
    text += ", \"faults_by_kind\": {";
    for (std::size_t kind = 0; kind < fault_kind_count; ++kind)
        text += (kind == 0 ? "" : ", ") + entry(fault_kind_words()[kind], coverage.faults_by_kind[kind]);
    return text + "}}";
}

}  // namespace herd::swarm

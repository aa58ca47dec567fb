#include <string_view>

#include "control/metrics_families.hpp"

namespace herd::control {
namespace {

/// A family of a sample a server.
template <class Value>
void write_by_server(const HerdSnapshot& snapshot, MetricsWriter& writer, std::string_view name,
                     MetricType type, std::string_view help, Value value) {
    writer.family(name, type, help);
    for (const auto& server : snapshot.servers) writer.sample({{"server", server.name}}, value(server));
}

void write_counter(const HerdSnapshot& snapshot, MetricsWriter& writer, std::string_view name,
                   std::string_view help, std::uint64_t core::Counters::*counter) {
    write_by_server(snapshot, writer, name, MetricType::counter, help,
                    [counter](const ServerSnapshot& server) { return server.counters.*counter; });
}

void write_gauge(const HerdSnapshot& snapshot, MetricsWriter& writer, std::string_view name,
                 std::string_view help, std::size_t ServerSnapshot::*value) {
    write_by_server(snapshot, writer, name, MetricType::gauge, help,
                    [value](const ServerSnapshot& server) { return std::uint64_t{server.*value}; });
}

}  // namespace

void write_server_metrics(const HerdSnapshot& snapshot, MetricsWriter& writer) {
    const auto gauge = MetricType::gauge;
    write_by_server(snapshot, writer, "herd_server_up", gauge, "Whether the server runs and is not paused.",
                    [](const ServerSnapshot& server) {
                        return std::uint64_t{server.condition == ServerCondition::running};
                    });
    writer.family("herd_server_state", gauge, "1 for the state that the server is in.");
    for (const auto& server : snapshot.servers) {
        for (const auto condition : server_conditions) {
            writer.sample({{"server", server.name}, {"state", format_condition(condition)}},
                          std::uint64_t{server.condition == condition});
        }
    }
    write_gauge(snapshot, writer, "herd_clients", "Clients that the server has a record of.",
                &ServerSnapshot::clients);
    write_gauge(snapshot, writer, "herd_store_bytes", "Memory that records take.", &ServerSnapshot::bytes);
    write_by_server(snapshot, writer, "herd_clock_offset_seconds", gauge,
                    "How far a fault has set the server's clock off.",
                    [](const ServerSnapshot& server) { return to_seconds(server.clock.offset); });
    write_by_server(snapshot, writer, "herd_clock_drift_ratio", gauge,
                    "How much faster than real time a fault makes the server's clock go.",
                    [](const ServerSnapshot& server) { return server.clock.drift_ppm / 1e6; });

    write_counter(snapshot, writer, "herd_records_delivered_total", "Records that came from neighbours.",
                  &core::Counters::delivered);
    write_counter(snapshot, writer, "herd_records_kept_total",
                  "Records that came from neighbours and were kept, since they were news.",
                  &core::Counters::news);
    write_counter(snapshot, writer, "herd_resync_records_total",
                  "Records that were sent to neighbours to make up for what they missed.",
                  &core::Counters::resynced);
    write_counter(snapshot, writer, "herd_announced_records_total",
                  "Records that neighbours were told of instead of being sent them.",
                  &core::Counters::announced);
    write_counter(snapshot, writer, "herd_link_overflows_total",
                  "How often a neighbour's queue was full and was dropped, for a resync to make up for it.",
                  &core::Counters::overflows);
}

void write_client_metrics(const HerdSnapshot& snapshot, MetricsWriter& writer) {
    write_gauge(snapshot, writer, "herd_client_connections", "Connections of clients that are open.",
                &ServerSnapshot::connections);
    write_counter(snapshot, writer, "herd_updates_accepted_total",
                  "Updates of clients that were news, and were kept.", &core::Counters::updates);
    write_counter(snapshot, writer, "herd_updates_stale_total",
                  "Updates of clients that were older than what the server had.", &core::Counters::stale);
    write_counter(snapshot, writer, "herd_updates_duplicate_total",
                  "Updates of clients that the server had already.", &core::Counters::duplicates);
    writer.family("herd_client_requests_total", MetricType::counter,
                  "Lines of clients, by command and by what came of them.");
    for (const auto& server : snapshot.servers) {
        const auto& counters = server.counters;
        const auto add = [&](std::string_view command, std::string_view result, std::uint64_t count) {
            writer.sample({{"server", server.name}, {"command", command}, {"result", result}}, count);
        };
        add("iamat", "accepted", counters.updates);
        add("iamat", "stale", counters.stale);
        add("iamat", "duplicate", counters.duplicates);
        add("iamat", "invalid", counters.invalid_iamats);
        add("whatsat", "answered", counters.whatsats);
        add("whatsat", "invalid", counters.invalid_whatsats);
        add("nearby", "answered", counters.nearbys);
        add("nearby", "invalid", counters.invalid_nearbys);
        add("other", "invalid",
            counters.invalid - counters.invalid_iamats - counters.invalid_whatsats -
                counters.invalid_nearbys);
    }
}

}  // namespace herd::control

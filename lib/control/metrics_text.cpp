#include "control/metrics_text.hpp"

#include <array>
#include <cstddef>

#include "control/metrics_families.hpp"

namespace herd::control {
namespace {

#ifdef __clang__
constexpr std::string_view compiler = "clang " __clang_version__;
#else
constexpr std::string_view compiler = "gcc " __VERSION__;
#endif

}  // namespace

void write_propagation_metrics(const PropagationFigures& figures, MetricsWriter& writer) {
    writer.family("herd_propagation_seconds", MetricType::histogram,
                  "From the receipt of an update until the last server had it.");
    writer.histogram(to_seconds(propagation_buckets), figures.times, to_seconds(figures.total_time));
    writer.family("herd_propagation_hops", MetricType::histogram,
                  "Links that an update crossed on its way to the server that is the farthest.");
    std::array<double, hop_buckets.size()> hops{};
    for (std::size_t bucket = 0; bucket < hops.size(); ++bucket) hops[bucket] = hop_buckets[bucket];
    writer.histogram(hops, figures.hops, static_cast<double>(figures.total_hops));
    writer.alone("herd_propagation_waiting", MetricType::gauge,
                 "Updates that are followed and have not come to every server yet.",
                 std::uint64_t{figures.waiting});
    writer.alone("herd_propagation_forgotten_total", MetricType::counter,
                 "Updates that were seen to begin, and were not followed to their end.", figures.forgotten);
    writer.alone("herd_propagation_unread_events_total", MetricType::counter,
                 "Events of the trace that were too many to be looked at.", figures.unread);
}

void write_trace_metrics(const TraceSnapshot& trace, MetricsWriter& writer) {
    writer.alone("herd_trace_events_total", MetricType::counter, "Events that were recorded.", trace.events);
    writer.alone("herd_trace_dropped_events_total", MetricType::counter,
                 "Events that made room for later ones.", trace.dropped);
    writer.alone("herd_trace_bytes", MetricType::gauge, "Memory that the trace takes.",
                 std::uint64_t{trace.bytes});
}

void write_process_metrics(const ProcessFacts& facts, MetricsWriter& writer) {
    const auto gauge = MetricType::gauge;
    writer.alone("process_cpu_seconds_total", MetricType::counter, "Processor time of this process.",
                 facts.cpu_seconds);
    writer.alone("process_resident_memory_bytes", gauge, "Memory of this process that is resident.",
                 facts.resident_bytes);
    writer.alone("process_virtual_memory_bytes", gauge, "Virtual memory of this process.",
                 facts.virtual_bytes);
    writer.alone("process_open_fds", gauge, "Files and sockets that are open.", facts.open_files);
    writer.alone("process_max_fds", gauge, "Files and sockets that may be open.", facts.max_files);
    writer.alone("process_threads", gauge, "Threads of this process.", facts.threads);
    writer.alone("process_start_time_seconds", gauge, "When this process was started, in POSIX time.",
                 facts.started);
}

std::string format_metrics(const HerdSnapshot& snapshot, const About& about,
                           const std::optional<ProcessFacts>& process) {
    std::string text;
    MetricsWriter writer(text);
    writer.family("herd_build_info", MetricType::gauge, "1, for the version of the program.");
    writer.sample({{"version", about.version}, {"compiler", compiler}}, std::uint64_t{1});
    write_server_metrics(snapshot, writer);
    write_client_metrics(snapshot, writer);
    write_link_metrics(snapshot, writer);
    write_fault_metrics(snapshot, writer);
    write_propagation_metrics(snapshot.propagation, writer);
    write_trace_metrics(snapshot.trace, writer);
    write_places_metrics(snapshot.places, writer);
    if (process) write_process_metrics(*process, writer);
    return text;
}

}  // namespace herd::control

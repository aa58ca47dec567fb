#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "control/metrics_families.hpp"
#include "fault/fault.hpp"

namespace herd::control {
namespace {

/// A family with a sample for each direction of each link: both of a link's ends see it.
template <class Value>
void write_by_direction(const HerdSnapshot& snapshot, MetricsWriter& writer, std::string_view name,
                        MetricType type, std::string_view help, Value value) {
    writer.family(name, type, help);
    for (const auto& link : snapshot.links) {
        for (const int from : {0, 1}) {
            writer.sample({{"server", link.ends[from]}, {"neighbour", link.ends[1 - from]}},
                          std::uint64_t{value(link, link.directions[from])});
        }
    }
}

/// What may be in force for a while.
const std::array<fault::Action, 14> lasting{
    fault::Cut{},   fault::Refuse{},     fault::Stall{},     fault::Latency{}, fault::Bandwidth{},
    fault::Slice{}, fault::CloseAfter{}, fault::DropFirst{}, fault::Flap{},    fault::Corrupt{},
    fault::Stop{},  fault::Crash{},      fault::Pause{},     fault::Clock{}};

}  // namespace

void write_link_metrics(const HerdSnapshot& snapshot, MetricsWriter& writer) {
    using Direction = LinkSnapshot::Direction;
    const auto gauge = MetricType::gauge;
    write_by_direction(
        snapshot, writer, "herd_link_up", gauge, "Whether the server is connected with its neighbour.",
        [](const LinkSnapshot& link, const Direction&) { return link.condition == LinkCondition::up; });
    write_by_direction(
        snapshot, writer, "herd_link_cut", gauge, "Whether a fault keeps the link from being connected.",
        [](const LinkSnapshot& link, const Direction&) { return link.condition == LinkCondition::cut; });
    write_by_direction(snapshot, writer, "herd_link_reconnects_total", MetricType::counter,
                       "How often the link has come up again after the first time.",
                       [](const LinkSnapshot& link, const Direction&) {
                           return std::max<std::uint64_t>(link.connections, 1) - 1;
                       });
    write_by_direction(snapshot, writer, "herd_link_queue_bytes", gauge,
                       "What waits in the server for its neighbour to read.",
                       [](const LinkSnapshot&, const Direction& direction) { return direction.queued; });
    write_by_direction(snapshot, writer, "herd_link_held_bytes", gauge,
                       "What a fault holds back on its way to the neighbour.",
                       [](const LinkSnapshot&, const Direction& direction) { return direction.held; });

    writer.family("herd_link_messages_total", MetricType::counter,
                  "Messages from the server to its neighbour, by what they carry.");
    for (const auto& link : snapshot.links) {
        for (const int from : {0, 1}) {
            const auto& counters = link.directions[from].counters;
            const auto add = [&](std::string_view kind, std::uint64_t count) {
                writer.sample(
                    {{"server", link.ends[from]}, {"neighbour", link.ends[1 - from]}, {"kind", kind}}, count);
            };
            add("update", counters.flooded);
            add("resync", counters.resynced);
            add("digest", counters.digests);
            add("announcement", counters.announcements);
            add("prune", counters.prunes);
            add("graft", counters.grafts);
        }
    }
}

void write_fault_metrics(const HerdSnapshot& snapshot, MetricsWriter& writer) {
    writer.family("herd_faults", MetricType::gauge, "Faults that are in force, by kind.");
    for (const auto& kind : lasting) {
        const auto count = std::count_if(
            snapshot.faults.begin(), snapshot.faults.end(),
            [&](const FaultSnapshot& fault) { return fault.fault.action.index() == kind.index(); });
        writer.sample({{"kind", fault::format_verb(kind)}}, static_cast<std::uint64_t>(count));
    }
}

}  // namespace herd::control

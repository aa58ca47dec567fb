#pragma once

#include "control/metrics_process.hpp"
#include "control/metrics_writer.hpp"
#include "control/snapshot.hpp"

namespace herd::control {

// The families of metrics. Source: docs/metrics.md

void write_server_metrics(const HerdSnapshot& snapshot, MetricsWriter& writer);
void write_client_metrics(const HerdSnapshot& snapshot, MetricsWriter& writer);
void write_link_metrics(const HerdSnapshot& snapshot, MetricsWriter& writer);
void write_fault_metrics(const HerdSnapshot& snapshot, MetricsWriter& writer);
void write_propagation_metrics(const PropagationFigures& figures, MetricsWriter& writer);
void write_trace_metrics(const TraceSnapshot& trace, MetricsWriter& writer);
void write_places_metrics(const PlacesSnapshot& places, MetricsWriter& writer);
void write_process_metrics(const ProcessFacts& facts, MetricsWriter& writer);

}  // namespace herd::control

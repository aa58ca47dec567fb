#include "measure_nats.hpp"

#include "bench/phone_table.hpp"
#include "nats_cluster.hpp"
#include "nats_load.hpp"

namespace herd::bench {

Comparison measure_nats(const ComparisonOptions& options) {
    const NatsCluster cluster(options.program, options.server_core);
    NatsLoad load(cluster, options.connections, options.depth);
    const auto message_size = PhoneTable(Phones()).line(0).size() - 1;  // a message has no LF
    load.run(options.warm_up, options.rate, message_size);
    const auto before = cluster.processor_time();
    const auto result = load.run(options.duration, options.rate, message_size);
    const auto used = static_cast<double>((cluster.processor_time() - before).count());

    Comparison comparison;
    comparison.version = cluster.version();
    comparison.figures.answers = static_cast<double>(result.answers);
    comparison.figures.propagated_per_second = result.answers_per_second();
    comparison.figures.processor_per_update = used / static_cast<double>(result.answers);
    comparison.latencies = result.latencies;
    return comparison;
}

}  // namespace herd::bench

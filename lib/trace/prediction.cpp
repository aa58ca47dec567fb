#include "trace/prediction.hpp"

#include <map>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "topology/distance.hpp"
#include "topology/parts.hpp"
#include "trace/detours.hpp"
#include "trace/message_balance.hpp"
#include "trace/run.hpp"

namespace herd::trace {
namespace {

using core::ServerIndex;

/// What an update costs among those that it can reach.
std::size_t update_cost(const topology::Graph& graph, const topology::Distances& distances) {
    std::size_t ends = 0;
    for (const auto node : distances.order) ends += graph.degree(node);
    return ends - distances.order.size() + 1;
}

Figure compare_resyncs(const Run& run, const Spread& spread) {
    Figure figure;
    Tally tally;
    for (const auto place : spread.events) {
        const Event& event = run.trace.events[place];
        if (event.kind != Kind::resynced || !event.peer) continue;
        ++figure.measured;
        tally.add(1, run.why_resynced(place));
    }
    figure.reasons = tally.reasons();
    return figure;
}

Prediction compare(const Run& run, const UpdateId& update) {
    const auto spread = find_spread(run.trace, update);
    const MessageBalance balance(run, spread);
    const auto distances = topology::measure_distances(run.graph, update.origin);
    const auto up = run.links_up(spread.events.front());

    Prediction prediction;
    prediction.update = update;
    prediction.messages = {update_cost(run.graph, distances), balance.forwarded(),
                           balance.explain_messages(distances.order).reasons()};
    if (up.links() != run.graph.links())
        prediction.on_links_up = update_cost(up, topology::measure_distances(up, update.origin));
    prediction.worst_hops = {distances.eccentricity(), measure_worst_hops(run.trace, spread),
                             explain_detours(run, spread, balance, distances).reasons()};
    std::size_t heard = 0;
    for (const auto server : distances.order) heard += balance.has_heard(server) ? 1 : 0;
    prediction.servers = {distances.order.size(), heard, balance.explain_unheard(distances.order).reasons()};
    prediction.resyncs = compare_resyncs(run, spread);
    return prediction;
}

bool holds(const Figure& figure) {
    return figure.predicted == figure.measured && figure.reasons.empty();
}

}  // namespace

bool holds(const Prediction& prediction) {
    return holds(prediction.messages) && holds(prediction.worst_hops) && holds(prediction.servers) &&
           holds(prediction.resyncs);
}

Predictions predict(const Trace& trace, std::size_t limit) {
    const Run run(trace);
    Predictions predictions;
    std::vector<UpdateId> updates;
    std::unordered_set<std::string> begun;
    std::unordered_set<std::string> older;
    for (const auto& event : trace.events) {
        auto update = update_of(event);
        if (!update) continue;
        const std::string key = update->client + " " + update->time + " " + std::to_string(update->origin) +
                                " " + std::to_string(update->receipt.time_since_epoch().count());
        if (event.kind == Kind::received) begun.insert(key);
        if (!begun.contains(key)) older.insert(key);
        if (event.kind == Kind::accepted && !event.peer && begun.contains(key))
            updates.push_back(std::move(*update));
    }
    predictions.updates = updates.size();
    predictions.older = older.size();
    for (auto update = updates.rbegin(); update != updates.rend() && predictions.newest.size() < limit;
         ++update)
        predictions.newest.push_back(compare(run, *update));
    return predictions;
}

}  // namespace herd::trace

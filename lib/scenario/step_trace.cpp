#include "scenario/step_trace.hpp"

#include <algorithm>

#include "scenario/arrivals.hpp"
#include "scenario/check_hops.hpp"
#include "scenario/check_messages.hpp"
#include "scenario/check_order.hpp"
#include "scenario/check_reached.hpp"
#include "trace/story.hpp"
#include "trace/update.hpp"

namespace herd::scenario {
namespace {

/// Finds the client's newest update and has it checked. `check` gives findings, `expected` and `seen` what
/// is shown if there are any.
template <class Check, class Show>
std::optional<Setback> look_at(const std::string& client, const trace::Trace& trace, Check check, Show show) {
    Setback setback;
    const auto update = trace::newest_update(trace, client);
    if (!update) {
        setback.failure.why = "the trace knows of no update of " + trace::format_client(client);
        if (trace.dropped > 0) {
            setback.failure.why += "; it has lost its first " + std::to_string(trace.dropped) + " events";
        }
        return setback;
    }
    if (auto gap = find_gap(trace, *update)) {
        setback.failure.why = std::move(*gap);
        return setback;
    }
    setback.failure.findings = check(*update);
    if (setback.failure.findings.empty()) return std::nullopt;
    setback.failure.why = "it spread in another way: " + trace::format_update(*update);
    show(*update, setback.failure);
    setback.failure.story = trace::format_story(trace, *update);
    return setback;
}

std::string join_reached(std::vector<std::string> names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text.empty() ? "nobody" : text;
}

/// Who was reached, in the order of time.
std::vector<std::string> names_reached(const trace::Trace& trace, const trace::UpdateId& update) {
    std::vector<std::string> names;
    for (const auto* arrival : find_arrivals(trace, update)) {
        names.push_back(format_server(trace, arrival->server));
    }
    return names;
}

}  // namespace

std::optional<Setback> look_at_order(const Order& step, const trace::Trace& trace) {
    const auto check = [&](const trace::UpdateId& update) { return check_order(trace, update, step.groups); };
    return look_at(step.client, trace, check, [&](const trace::UpdateId& update, Failure& failure) {
        std::string expected;
        for (const auto& group : step.groups) {
            const bool is_set = group.size() > 1;
            expected += (expected.empty() ? "" : ", ") +
                        (is_set ? "{" + join_reached(group) + "}" : join_reached(group));
        }
        failure.expected = {expected};
        failure.seen = {join_reached(names_reached(trace, update))};
    });
}

std::optional<Setback> look_at_messages(const Messages& step, const trace::Trace& trace) {
    const auto check = [&](const trace::UpdateId& update) {
        return check_messages(trace, update, step.count);
    };
    return look_at(step.client, trace, check, [&](const trace::UpdateId& update, Failure& failure) {
        failure.expected = {std::to_string(step.count)};
        failure.seen = {std::to_string(count_messages(trace, update).flooded)};
    });
}

std::optional<Setback> look_at_reached(const Reached& step, const trace::Trace& trace) {
    const auto check = [&](const trace::UpdateId& update) {
        return check_reached(trace, update, step.servers);
    };
    return look_at(step.client, trace, check, [&](const trace::UpdateId& update, Failure& failure) {
        auto expected = step.servers;
        auto seen = names_reached(trace, update);
        std::sort(expected.begin(), expected.end());
        std::sort(seen.begin(), seen.end());
        failure.expected = {join_reached(std::move(expected))};
        failure.seen = {join_reached(std::move(seen))};
    });
}

std::optional<Setback> look_at_hops(const Hops& step, const trace::Trace& trace) {
    const auto check = [&](const trace::UpdateId& update) { return check_hops(trace, update, step.at); };
    return look_at(step.client, trace, check, [&](const trace::UpdateId& update, Failure& failure) {
        std::vector<std::string> expected;
        for (const auto& [server, hop] : step.at) expected.push_back(server + " " + std::to_string(hop));
        std::vector<std::string> seen;
        for (const auto* arrival : find_arrivals(trace, update)) {
            seen.push_back(format_server(trace, arrival->server) + " " + std::to_string(arrival->hop));
        }
        failure.expected = {join_reached(std::move(expected))};
        failure.seen = {join_reached(std::move(seen))};
    });
}

}  // namespace herd::scenario

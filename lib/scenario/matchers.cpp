#include "scenario/matchers.hpp"

#include "scenario/check_causality.hpp"
#include "scenario/check_link_order.hpp"
#include "scenario/check_messages.hpp"
#include "scenario/check_no_regression.hpp"
#include "scenario/check_once_a_direction.hpp"
#include "scenario/check_order.hpp"
#include "scenario/check_reached.hpp"
#include "scenario/line_pattern.hpp"
#include "trace/story.hpp"

namespace herd::scenario {
namespace {

/// An expectation of an update that somebody has to have heard of.
template <class Check>
Expectation<Update> expect_update(std::string words, Check check) {
    return {std::move(words), [check = std::move(check)](const Update& update) -> Findings {
                if (!update.id) return {"nobody has heard of " + trace::format_client(update.client)};
                return check(update.trace, *update.id);
            }};
}

Expectation<Update> expect_trace(std::string words, Findings (*check)(const trace::Trace&)) {
    return {std::move(words), [check](const Update& update) { return check(update.trace); }};
}

std::string join_words(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::string format_groups(const std::vector<std::vector<std::string>>& groups) {
    std::string text;
    for (const auto& group : groups) {
        text += text.empty() ? "" : ", then ";
        text += group.size() == 1 ? group[0] : "{" + join_words(group) + "}";
    }
    return text;
}

}  // namespace

Expectation<Update> arrives_in_order(std::vector<std::vector<std::string>> groups) {
    std::string words = "arrives at " + format_groups(groups) + ", and nowhere else";
    return expect_update(std::move(words), [groups = std::move(groups)](const trace::Trace& trace,
                                                                        const trace::UpdateId& update) {
        return check_order(trace, update, groups);
    });
}

Expectation<Update> arrives_in_hop_order(HopOrder order) {
    return expect_update(order == HopOrder::along_paths ? "arrives in hop order along its paths"
                                                        : "arrives in hop order everywhere",
                         [order](const trace::Trace& trace, const trace::UpdateId& update) {
                             return check_hop_order(trace, update, order);
                         });
}

Expectation<Update> takes_messages(std::size_t count) {
    return expect_update("takes exactly " + std::to_string(count) + (count == 1 ? " message" : " messages"),
                         [count](const trace::Trace& trace, const trace::UpdateId& update) {
                             return check_messages(trace, update, count);
                         });
}

Expectation<Update> reaches_only(std::vector<std::string> servers) {
    std::string words = "reaches " + join_words(servers) + ", and nobody else";
    return expect_update(std::move(words), [servers = std::move(servers)](const trace::Trace& trace,
                                                                          const trace::UpdateId& update) {
        return check_reached(trace, update, servers);
    });
}

Expectation<Update> crosses_links_once() {
    return expect_trace("crosses each link at most once in each direction", check_once_a_direction);
}

Expectation<Update> is_causal() {
    return expect_trace("is heard of by nobody before the neighbour that it came from", check_causality);
}

Expectation<Update> keeps_link_order() {
    return expect_trace("comes out of each link in the order in which it went in", check_link_order);
}

Expectation<Update> never_goes_back() {
    return expect_trace("lets no server go back in time", check_no_regression);
}

Expectation<Records> converges() {
    return {"are the same at all servers",
            [](const Records& records) { return check_converged(records.kept); }};
}

Expectation<Records> converges_on(std::string at_line) {
    std::string words = "are at all servers " + at_line;
    return {std::move(words), [at_line = std::move(at_line)](const Records& records) {
                Findings findings = check_converged(records.kept);
                for (const auto& [server, line] : records.kept) {
                    if (findings.empty() && line && !matches_line(at_line, *line))
                        findings.push_back("all servers have " + *line);
                }
                return findings;
            }};
}

std::string format_subject(const Update& update) {
    if (!update.id) return "nobody has heard of " + trace::format_client(update.client) + "\n";
    return trace::format_story(update.trace, *update.id);
}

std::string format_subject(const Records& records) {
    std::string text = "records of " + trace::format_client(records.client) + "\n";
    for (const auto& [server, line] : records.kept)
        text += "  " + server + ": " + (line ? *line : "no record") + "\n";
    return text;
}

}  // namespace herd::scenario

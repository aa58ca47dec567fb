#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "scenario/check_hop_order.hpp"
#include "scenario/findings.hpp"
#include "scenario/herd.hpp"

namespace herd::scenario {

/// Something that is expected of an update, or of a herd's records. For any test framework; `match` and
/// `toString` are what Catch2's CHECK_THAT and REQUIRE_THAT ask of a matcher.
template <class Subject>
class Expectation {
public:
    using Check = std::function<Findings(const Subject&)>;

    /// Shape: `words` as in "takes exactly 6 messages".
    Expectation(std::string words, Check check) : words_(std::move(words)), check_(std::move(check)) {}

    /// What is not as expected, a sentence each; nothing: all is.
    Findings find(const Subject& subject) const { return check_(subject); }

    bool match(const Subject& subject) const {
        findings_ = find(subject);
        return findings_.empty();
    }

    /// What is expected, and what the last match has found.
    std::string toString() const {
        std::string text = words_;
        for (const auto& finding : findings_) text += "\n  but " + finding;
        return text;
    }

private:
    std::string words_;
    Check check_;
    mutable Findings findings_;
};

/// It reaches groups of servers one after another, in any order within a group, and no other servers.
Expectation<Update> arrives_in_order(std::vector<std::vector<std::string>> groups);
/// Each server hears of it one hop farther than the neighbour that it heard it from. With
/// `HopOrder::everywhere`, besides, nobody at hop n hears of it before somebody at a lesser hop: that need
/// not hold on real sockets.
Expectation<Update> arrives_in_hop_order(HopOrder order = HopOrder::along_paths);
/// So many link messages carry it as it spreads; those of resyncs are not counted.
Expectation<Update> takes_messages(std::size_t count);
/// It reaches these servers, and no others.
Expectation<Update> reaches_only(std::vector<std::string> servers);
/// Each link carries it at most once in each direction.
Expectation<Update> crosses_links_once();

// What holds of every herd, whatever breaks. Of all updates of the trace, not just this one.

/// Nobody hears of an update before the neighbour that it came from.
Expectation<Update> is_causal();
/// Updates come out of each link in the order in which they went in.
Expectation<Update> keeps_link_order();
/// For each client, no server goes back in time.
Expectation<Update> never_goes_back();

/// All running servers hold the same record.
Expectation<Records> converges();
/// All running servers hold this AT line; `*` is any one field.
Expectation<Records> converges_on(std::string at_line);

/// A subject for people: the causal story of an update; who holds which record.
std::string format_subject(const Update& update);
std::string format_subject(const Records& records);

}  // namespace herd::scenario

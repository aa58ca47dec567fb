#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_set>

#include "checker/checks.hpp"
#include "core/digest.hpp"
#include "core/session.hpp"

namespace herd::checker {
namespace {

/// The longest frame with a digest: it has a sum for each bucket that a phone falls into. Units: bytes.
std::size_t digest_frame_limit(const Evidence& evidence) {
    std::unordered_set<TextId> phones;
    for (RecordId record = 0; record < evidence.records().size(); ++record)
        phones.insert(evidence.records()[record].phone);
    return 9 + std::min(phones.size(), core::bucket_count) * 10;
}

std::string format_excess(std::size_t bytes, std::size_t limit) {
    return std::to_string(bytes) + " bytes, of " + std::to_string(limit) + " that it may";
}

}  // namespace

Findings check_bounds(const Evidence& evidence) {
    Findings findings;
    const auto& roster = evidence.roster();
    const auto& queue = evidence.queue_peak();
    const std::size_t queue_limit = evidence.options().neighbour_queue_limit + digest_frame_limit(evidence);
    if (queue.bytes > queue_limit) {
        findings.push_back(roster.name(queue.server) + " at " + format_time(evidence, queue.at) +
                           " holds for " + roster.name(queue.peer) + " " +
                           format_excess(queue.bytes, queue_limit));
    }
    // What waits for places is not cut off when they answer.
    const auto& output = evidence.output_peak();
    const std::size_t output_limit =
        core::Session::output_limit + (core::Session::waiting_limit + 1) * evidence.largest_answer();
    if (output.bytes > output_limit) {
        findings.push_back(roster.name(output.server) + " at " + format_time(evidence, output.at) +
                           " gives " + format_client(evidence, output.peer) + " at once " +
                           format_excess(output.bytes, output_limit));
    }
    for (const Stock& stock : evidence.stocks()) {
        for (const ServerStock& server : stock.servers) {
            if (server.store_bytes <= evidence.options().store_limit) continue;
            findings.push_back(roster.name(server.server) + " at " +
                               format_time(evidence, evidence.facts()[stock.at].at) + " keeps " +
                               format_excess(server.store_bytes, evidence.options().store_limit));
        }
    }
    return findings;
}

}  // namespace herd::checker

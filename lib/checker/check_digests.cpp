#include "checker/checks.hpp"

namespace herd::checker {

Findings check_digests(const Evidence& evidence) {
    Findings findings;
    for (const Stock& stock : evidence.stocks()) {
        // Of each store that differs from those before, one server that has it.
        std::vector<const ServerStock*> distinct;
        for (const ServerStock& server : stock.servers) {
            bool is_known = false;
            for (const ServerStock* other : distinct) {
                const bool is_same = server.records == other->records;
                is_known = is_known || is_same;
                const bool has_same_digest =
                    server.digest == other->digest || *server.digest == *other->digest;
                if (is_same == has_same_digest) continue;
                findings.push_back(evidence.roster().name(other->server) + " and " +
                                   evidence.roster().name(server.server) + " at " +
                                   format_time(evidence, evidence.facts()[stock.at].at) +
                                   (is_same ? " have the same records, and digests that differ"
                                            : " have the same digest, and records that differ"));
            }
            if (!is_known) distinct.push_back(&server);
        }
    }
    return findings;
}

}  // namespace herd::checker

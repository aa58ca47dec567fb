#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "control/back_office.hpp"
#include "core/record.hpp"
#include "core/roster.hpp"
#include "net/herd.hpp"

namespace herd::control {

/// What the servers that run know of a client.
struct Sighting {
    core::Record record;                   // the newest; its views last for the visit
    std::vector<core::ServerIndex> stale;  // servers that have an older one, or none
};

/// Walks through all that the servers of a herd that run know, a part at a time. Servers keep their records
/// in buckets by client, each with a digest: where those agree, one server is looked at for all of them.
/// Shape: on the loop.
class StockVisit {
public:
    using Visit = std::function<void(const Sighting&)>;

    explicit StockVisit(const net::Herd& herd);

    /// Visits the clients of a bucket, each once, in no order. Returns how many records it has looked at.
    std::size_t visit(std::size_t bucket, const Visit& visit) const;

    /// The servers that run, paused ones included.
    const std::vector<core::ServerIndex>& running() const { return running_; }

    const core::Roster& roster() const { return roster_; }

private:
    /// Servers that have the same records in a bucket.
    struct Group {
        std::uint64_t digest = 0;
        std::vector<core::ServerIndex> servers;
    };

    std::vector<Group> group(std::size_t bucket) const;
    std::size_t visit_agreeing(std::size_t bucket, const Group& group, const Visit& visit) const;
    std::size_t visit_differing(std::size_t bucket, const std::vector<Group>& groups,
                                const Visit& visit) const;

    const net::Herd& herd_;
    core::Roster roster_;
    std::vector<core::ServerIndex> running_;
};

/// Visits all clients from a bucket on, in the order of buckets, some thousand records in a visit to the
/// loop. Shape:  `visit` is called on the loop. Errors: those of the loop.
Result<void, Problem> walk_stock(
    const BackOffice& office, std::size_t first,
    const std::function<void(const StockVisit&, std::size_t bucket, const Sighting&)>& visit);

}  // namespace herd::control

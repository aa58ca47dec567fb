#include "explore/updates.hpp"

#include <chrono>

#include "base/assert.hpp"

namespace herd::explore {
namespace {

constexpr WallTime received{std::chrono::seconds(1'479'413'890)};

}  // namespace

std::string_view format_relation(Relation relation) {
    switch (relation) {
        case Relation::alone:
            return "one update";
        case Relation::time:
            return "B has the greater time";
        case Relation::receipt:
            return "equal times, B was received earlier";
        case Relation::server:
            return "equal times and receipts, B's server has the lesser name";
        case Relation::location:
            return "equal times, receipts and servers, B has the lesser location";
        case Relation::time_text:
            return "equal but for the text of the time, B's is the lesser";
        case Relation::repeated:
            return "A and B are the same";
        case Relation::other_client:
            return "A and B are of two clients";
    }
    return "";
}

std::optional<Updates> Updates::make(const Topology& topology, topology::Node origin_a,
                                     topology::Node origin_b, Relation relation) {
    Updates made;
    made.relation_ = relation;
    Update& a = made.updates_[0] = {origin_a, "kiwi", "+10+010", "1479413884", received};
    Update& b = made.updates_[1] = {origin_b, "kiwi", "+10+010", "1479413884", received};
    switch (relation) {
        case Relation::alone:
            if (origin_a != origin_b) return std::nullopt;
            break;
        case Relation::time:
            b.time = "1479413885";
            b.location = "+20+020";
            b.receipt += std::chrono::seconds(1);
            break;
        case Relation::receipt:
            a.receipt += nanoseconds(1);
            b.location = "+20+020";
            b.time = "1479413884.0";
            break;
        case Relation::server:
            if (topology.servers[origin_b] >= topology.servers[origin_a]) return std::nullopt;
            b.location = "+20+020";
            b.time = "1479413884.0";
            break;
        case Relation::location:
            if (origin_a != origin_b) return std::nullopt;
            a.location = "+20+020";
            b.time = "1479413884.0";
            break;
        case Relation::time_text:
            if (origin_a != origin_b) return std::nullopt;
            a.time = "1479413884.0";
            break;
        case Relation::repeated:
            if (origin_a != origin_b) return std::nullopt;
            break;
        case Relation::other_client:
            b.client = "fig";
            break;
    }
    return made;
}

std::string Updates::line(UpdateIndex update) const {
    const Update& told = updates_[update];
    return "IAMAT " + told.client + " " + told.location + " " + told.time + "\n";
}

core::Record Updates::record(UpdateIndex update) const {
    const Update& told = updates_[update];
    const auto time = core::parse_client_time(told.time);
    HERD_ASSERT(time);
    return {told.client, told.location, told.time, *time, told.receipt, told.origin};
}

}  // namespace herd::explore

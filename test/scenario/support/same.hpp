#pragma once

#include <algorithm>
#include <variant>

#include "scenario/scenario.hpp"

namespace herd::scenario {

// Whether two say the same, wherever they stand.

inline bool same(const Send& a, const Send& b) {
    return a.to == b.to && a.lines == b.lines && a.expect == b.expect && a.awaits_answer == b.awaits_answer &&
           a.within == b.within;
}

struct SameVerb {
    bool operator()(const Send& a, const Send& b) const { return same(a, b); }
    bool operator()(const Race& a, const Race& b) const {
        return std::equal(a.sends.begin(), a.sends.end(), b.sends.begin(), b.sends.end(),
                          [](const Send& one, const Send& other) { return same(one, other); });
    }
    bool operator()(const Settle& a, const Settle& b) const { return a.within == b.within; }
    bool operator()(const Quiet& a, const Quiet& b) const { return a.within == b.within; }
    bool operator()(const Lifted& a, const Lifted& b) const { return a.within == b.within; }
    bool operator()(const Wait& a, const Wait& b) const { return a.duration == b.duration; }
    bool operator()(const Order& a, const Order& b) const {
        return a.client == b.client && a.groups == b.groups;
    }
    bool operator()(const Messages& a, const Messages& b) const {
        return a.client == b.client && a.count == b.count;
    }
    bool operator()(const Reached& a, const Reached& b) const {
        return a.client == b.client && a.servers == b.servers;
    }
    bool operator()(const Hops& a, const Hops& b) const { return a.client == b.client && a.at == b.at; }
    bool operator()(const Converged& a, const Converged& b) const { return a.client == b.client; }
    bool operator()(const RecordIs& a, const RecordIs& b) const {
        return a.client == b.client && a.at == b.at && a.line == b.line;
    }
    bool operator()(const Absent& a, const Absent& b) const { return a.client == b.client && a.at == b.at; }
    bool operator()(const fault::Fault& a, const fault::Fault& b) const { return a == b; }
    template <class A, class B>
    bool operator()(const A&, const B&) const {
        return false;
    }
};

inline bool same(const Verb& a, const Verb& b) {
    return std::visit(SameVerb(), a, b);
}

/// Whether two herds have the same servers, links and options.
inline bool same(const config::Config& a, const config::Config& b) {
    const auto same_server = [](const config::Server& one, const config::Server& other) {
        return one.name == other.name && one.host == other.host && one.port == other.port;
    };
    return std::equal(a.servers.begin(), a.servers.end(), b.servers.begin(), b.servers.end(), same_server) &&
           a.links == b.links && a.herd.secret == b.herd.secret &&
           a.herd.secret_source == b.herd.secret_source && a.herd.store_limit == b.herd.store_limit &&
           a.herd.queue_limit == b.herd.queue_limit && a.herd.propagation == b.herd.propagation &&
           a.clients.unterminated_after == b.clients.unterminated_after &&
           a.clients.close_after == b.clients.close_after && a.clients.max_line == b.clients.max_line &&
           a.places == b.places && a.log.directory == b.log.directory && a.log.level == b.log.level &&
           a.log.format == b.log.format && a.log.rotate_size == b.log.rotate_size &&
           a.log.rotate_keep == b.log.rotate_keep && a.trace.buffer == b.trace.buffer;
}

/// Whether two scenarios have the same name, herd and steps.
inline bool same(const Scenario& a, const Scenario& b) {
    return a.name == b.name && same(a.config, b.config) &&
           std::equal(a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(),
                      [](const Step& one, const Step& other) { return same(one.verb, other.verb); });
}

}  // namespace herd::scenario

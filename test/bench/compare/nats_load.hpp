#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "bench/load.hpp"
#include "bench/poller.hpp"
#include "bench/schedule.hpp"
#include "nats_client.hpp"
#include "nats_cluster.hpp"

namespace herd::bench {

/// Clients that publish, connected with the servers of a cluster in turn, and one at each server that has to
/// hear every message. A message is under way until the last of them has it. Errors: functions throw
/// std::runtime_error if something is lost, delivered twice or does not come.
class NatsLoad {
public:
    /// Returns once messages of each server come to all. Shape: up to `depth` messages a connection are under
    /// way.
    NatsLoad(const NatsCluster& cluster, std::size_t connections, std::size_t depth);

    /// Publishes messages, and returns when the last one is everywhere. `answers` of the result are messages
    /// that came to all, its latencies are those from when a message was due to the last subscriber. Shape:
    /// `rate` a second, or 0: as soon as there is room.
    LoadResult run(nanoseconds duration, double rate, std::size_t message_size);

private:
    /// Room for a message under way. Its number is in the message.
    struct Slot {
        SteadyTime due{};
        unsigned heard = 0;  // a bit a subscriber
    };

    void await_routes();
    void publish_due(const Schedule* schedule, SteadyTime end);
    void publish(SteadyTime due);
    void flush();
    void receive(nanoseconds patience);
    void on_message(std::size_t subscriber, std::string_view message);
    nanoseconds find_pause(const Schedule* schedule, SteadyTime end) const;

    Poller poller_;
    std::deque<NatsClient> clients_;  // the subscribers, then those that publish
    std::vector<Slot> slots_;
    std::deque<std::size_t> free_;
    std::vector<unsigned> routes_;  // by server: the subscribers that heard of it
    std::string message_;
    std::uint64_t published_ = 0;
    LoadResult result_;
};

}  // namespace herd::bench

#pragma once

#include <cstddef>
#include <cstdint>

#include "base/time.hpp"

namespace herd::bench {

/// When the requests of an open loop are due: evenly, on each connection in turn.
class Schedule {
public:
    Schedule(SteadyTime begin, double rate, std::size_t connections)
        : begin_(begin), interval_ns_(1e9 / rate), connections_(connections) {}

    /// When the n-th request of all is due.
    SteadyTime due(std::uint64_t n) const {
        return begin_ + nanoseconds(static_cast<std::int64_t>(static_cast<double>(n) * interval_ns_));
    }
    std::size_t connection(std::uint64_t n) const { return static_cast<std::size_t>(n % connections_); }
    /// How many of the first n are on a connection.
    std::uint64_t share(std::size_t connection, std::uint64_t n) const {
        return n / connections_ + (connection < n % connections_ ? 1 : 0);
    }
    /// When the n-th request of a connection is due.
    SteadyTime due(std::size_t connection, std::uint64_t n) const {
        return due(n * connections_ + connection);
    }

private:
    SteadyTime begin_;
    double interval_ns_;
    std::size_t connections_;
};

}  // namespace herd::bench

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "config/config.hpp"
#include "net/herd.hpp"
#include "places/pool.hpp"

namespace herd::bench {

/// What servers of a herd have done together.
struct HerdCounts {
    std::uint64_t updates = 0;   // of clients that were news
    std::uint64_t arrivals = 0;  // of neighbours' records that were news
    std::uint64_t messages = 0;  // of links that carried a record
    nanoseconds processor{};     // time of the herd's thread
    HerdCounts operator-(const HerdCounts& earlier) const;
};

/// A herd in this process, on a thread of its own until it goes out of scope.
class OwnHerd {
public:
    using Complain = std::function<void(const std::string&)>;

    /// Returns when all servers take clients. Shape: `complain` is called on any thread.
    /// Errors: in words, who cannot listen.
    static Result<std::unique_ptr<OwnHerd>, std::string> start(const config::Config& config,
                                                               places::Source source, Complain complain);
    OwnHerd(const OwnHerd&) = delete;
    OwnHerd& operator=(const OwnHerd&) = delete;
    ~OwnHerd();

    std::size_t servers() const { return servers_; }
    /// How many updates the trace holds whole, at least.
    std::uint64_t traced_updates() const { return traced_updates_; }
    std::vector<net::Address> addresses() const { return herd_.addresses(); }

    /// Does something on the herd's loop and returns what it returns.
    template <class Work>
    auto call(Work work) {
        using Value = std::invoke_result_t<Work, net::Herd&>;
        const auto task = std::make_shared<std::packaged_task<Value(net::Herd&)>>(std::move(work));
        herd_.post([this, task] { (*task)(herd_); });
        return task->get_future().get();
    }

    HerdCounts count();

    /// Waits until all servers hold the same records: whatever any of them was told, all know.
    /// Returns when that came about; nothing, if not in time.
    std::optional<SteadyTime> await_agreement(nanoseconds patience);

private:
    OwnHerd(const config::Config& config, places::Source source, Complain complain);

    std::size_t servers_;
    std::uint64_t traced_updates_;
    net::Herd herd_;
    std::thread thread_;
};

}  // namespace herd::bench

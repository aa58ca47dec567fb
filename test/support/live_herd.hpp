#pragma once

#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "net/herd.hpp"
#include "support/herd_plan.hpp"
#include "support/patience.hpp"
#include "support/test_client.hpp"

namespace herd::test {

/// A herd that runs on a thread of its own until it goes out of scope. It is ready when it has been made.
/// Errors: functions throw std::runtime_error if a test's patience runs out.
class LiveHerd {
public:
    struct Options {
        std::vector<std::string> only;                     // empty: all servers
        std::shared_ptr<const places::Provider> provider;  // null: one that finds nothing
    };

    explicit LiveHerd(const HerdPlan& plan) : LiveHerd(plan, Options()) {}
    LiveHerd(const HerdPlan& plan, const Options& options);
    ~LiveHerd();

    /// Does something on the loop and returns what it returns.
    template <class Work>
    auto call(Work work) {
        using Value = std::invoke_result_t<Work, net::Herd&>;
        const auto task = std::make_shared<std::packaged_task<Value(net::Herd&)>>(std::move(work));
        auto future = task->get_future();
        herd_.post([this, task] { (*task)(herd_); });
        if (future.wait_for(patience) != std::future_status::ready)
            throw std::runtime_error("out of patience: the loop does not turn");
        return future.get();
    }

    /// Whether a condition comes true on the loop in time.
    bool await(const std::function<bool(net::Herd&)>& condition);

    core::ServerIndex index(std::string_view name) const { return plan_.index(name); }
    std::uint16_t port(std::string_view name) const;

    /// Breaks or heals something. Errors: throws what the herd says.
    void apply(const fault::Fault& fault);
    /// Stops a server in order; done when it takes no more connections.
    void stop_server(std::string_view name);
    /// Starts a server once it has stopped.
    void start_server(std::string_view name);

    /// Says a line to a server on a connection of its own and returns the line that it answers.
    std::string ask(std::string_view name, std::string_view line);

    /// The AT line that a server has of a client; empty if it has none.
    std::string record(std::string_view name, std::string_view client);

    /// A sum over the servers that run here.
    std::uint64_t sum(std::uint64_t core::Counters::*counter);

    /// Whether all servers that run here come to have links to all neighbours in this herd.
    bool await_links();
    /// Whether all servers that run here come to hold the same records.
    bool await_agreement();
    /// Whether all servers that run here come to hold the same record of a client.
    bool await_record(std::string_view client);

    /// What could not be logged.
    std::vector<std::string> complaints();
    std::vector<std::string> warnings() const { return herd_.warnings(); }

    /// Asks the herd to stop; `finish` waits until it has.
    void stop() { herd_.stop(); }
    net::Herd::Ended finish();

private:
    std::string find_record(const net::Herd& herd, core::ServerIndex server, std::string_view client) const;
    std::vector<core::ServerIndex> running(const net::Herd& herd) const;

    const HerdPlan& plan_;
    std::vector<core::ServerIndex> hosted_;
    std::mutex mutex_;  // of the complaints
    std::vector<std::string> complaints_;
    net::Herd herd_;
    std::future<net::Herd::Ended> ended_;
    std::thread thread_;
};

}  // namespace herd::test

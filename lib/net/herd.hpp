#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "config/config.hpp"
#include "core/server.hpp"
#include "places/provider.hpp"

namespace herd::net {

/// Why a server cannot listen.
struct ListenFault {
    std::string server;
    std::string host;
    std::uint16_t port = 0;
    std::string why;
};

/// `Ball cannot listen on 127.0.0.1:8102: Address already in use`
std::string format_fault(const ListenFault& fault);

/// Where a server listens.
struct Address {
    std::string server;
    std::string host;
    std::uint16_t port = 0;
};

/// The servers of a herd that run in this process, all on one event loop.
class Herd {
public:
    /// Shape:  `hosted` are the servers to run, as indexes into `config.servers`; the others are taken to run
    /// elsewhere.
    ///         `complain` hears of what cannot be logged, on any thread.
    /// Errors: throws std::runtime_error if the system has no randomness for keys.
    Herd(config::Config config, const std::vector<core::ServerIndex>& hosted,
         std::shared_ptr<const places::Provider> provider, std::function<void(const std::string&)> complain);
    ~Herd();

    Herd(const Herd&) = delete;
    Herd& operator=(const Herd&) = delete;

    /// All servers listen afterwards, or none.
    Result<void, ListenFault> listen();

    /// Where the servers listen, in the order of the configuration.
    std::vector<Address> addresses() const;

    /// What people should know before they rely on this herd, e.g. links that prove nothing.
    std::vector<std::string> warnings() const;

    /// SIGINT, SIGTERM and SIGHUP stop the herd; a second one ends `run` at once.
    void stop_on_signals();

    enum class Ended { in_order, at_once };

    /// Runs the herd on this thread until it is stopped. `ready` is called on the loop when the servers take
    /// clients and the links between them are up (or have had their time).
    Ended run(std::function<void()> ready);

    // From any thread:

    /// Stops taking connections, answers what is owed, and lets `run` return.
    void stop();
    /// Does something on the loop.
    void post(std::function<void()> work);

    // On the loop:

    /// Stops one server in order; its memory is gone. Nothing happens if it does not run.
    void stop_server(core::ServerIndex server);
    /// Starts a server that was stopped, on the port that it had. Nothing happens if it runs, or is not
    /// hosted.
    Result<void, ListenFault> start_server(core::ServerIndex server);
    /// Whether it is up and running.
    bool is_running(core::ServerIndex server) const;
    /// Whether it has links to all its neighbours in this process.
    bool is_linked(core::ServerIndex server) const;
    /// The server's memory, to look at while it runs or after it was stopped.
    const core::Server& server(core::ServerIndex server) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace herd::net

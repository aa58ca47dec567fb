#pragma once

#include <functional>
#include <thread>
#include <vector>

#include "bench/load.hpp"
#include "support/test_client.hpp"

namespace herd::bench {

/// A server that does to its connections what a test says, each on a thread of its own.
class FakeServer {
public:
    using Serve = std::function<void(test::TestClient& client)>;

    /// Shape: `serve` is called for each of so many connections, and ends when it throws.
    explicit FakeServer(Serve serve, int connections = 1);
    FakeServer(const FakeServer&) = delete;
    FakeServer& operator=(const FakeServer&) = delete;
    ~FakeServer();

    Endpoint endpoint() const { return {"127.0.0.1", listener_.port()}; }

private:
    test::TestListener listener_;
    std::vector<std::thread> threads_;  // of connections; the acceptor's until that has ended
    std::thread acceptor_;
};

/// Says back what it hears, until the client is gone.
void serve_echo(test::TestClient& client);

}  // namespace herd::bench

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

#include "support/test_client.hpp"

namespace herd::test {

/// A server that says whatever a test wants, on a free loopback port: each connection is handed to a function
/// on a thread of its own, and closed when that returns or throws.
class FakeServer {
public:
    using Talk = std::function<void(TestClient&)>;

    explicit FakeServer(Talk talk);
    ~FakeServer();
    FakeServer(const FakeServer&) = delete;
    FakeServer& operator=(const FakeServer&) = delete;

    std::uint16_t port() const { return listener_.port(); }

private:
    void accept_all();

    Talk talk_;
    TestListener listener_;
    std::atomic<bool> is_over_ = false;
    std::vector<std::thread> talks_;  // touched by `thread_` alone, until it has ended
    std::thread thread_;
};

/// Answers each line with what a function makes of it, until the client closes.
FakeServer::Talk answer_lines(std::function<std::string(const std::string&)> answer);

}  // namespace herd::test

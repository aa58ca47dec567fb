#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace herd::bench {

/// A plain blocking client of one server on 127.0.0.1. Errors: every function ends the program with what went
/// wrong.
class SocketClient {
public:
    explicit SocketClient(std::uint16_t port);
    ~SocketClient();
    SocketClient(SocketClient&& other) noexcept;
    SocketClient& operator=(SocketClient&&) = delete;

    void send(std::string_view bytes);
    /// Everything up to and with `end`.
    std::string receive_until(std::string_view end);
    /// Takes what is there and forgets it, without waiting.
    void drain();
    int descriptor() const { return socket_; }

private:
    int socket_;
    std::string received_;
};

[[noreturn]] void fail(const std::string& what);

}  // namespace herd::bench

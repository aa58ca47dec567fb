#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "socket_client.hpp"

namespace herd::bench {

/// A client of a nats-server, which speaks its protocol by hand.
/// Source: https://docs.nats.io/reference/reference-protocols/nats-protocol
class NatsClient {
public:
    static constexpr std::string_view subject = "phones";

    /// Errors: ends the program if it cannot connect.
    explicit NatsClient(std::uint16_t port);

    int descriptor() const { return socket_.descriptor(); }

    /// Asks for all messages.
    void subscribe();
    /// Writes a message that `flush` sends.
    void publish(std::string_view payload);
    /// Errors: ends the program if the connection is lost.
    void flush();

    /// Takes what has come, and hands every message to `take`. False: nothing was there.
    /// Errors: throws std::runtime_error if the connection is lost, or the server complains.
    template <class Take>
    bool receive(Take take);

private:
    bool read();
    /// The next whole message of the input, from `at` on, which moves behind it; empty if there is none.
    /// Answers pings.
    std::string_view next_message(std::size_t& at);

    SocketClient socket_;
    std::string input_;
    std::string output_;
};

template <class Take>
bool NatsClient::receive(Take take) {
    if (!read()) return false;
    std::size_t at = 0;
    for (auto message = next_message(at); !message.empty(); message = next_message(at)) take(message);
    input_.erase(0, at);
    return true;
}

}  // namespace herd::bench

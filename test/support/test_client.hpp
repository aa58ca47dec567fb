#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "support/descriptor.hpp"

namespace herd::test {

/// A TCP client as tests need it: it blocks, but never longer than a test's patience.
/// Errors: every function throws std::runtime_error if the connection is lost or patience runs out.
class TestClient {
public:
    struct Options {
        std::string host = "127.0.0.1";  // an IPv4 or IPv6 address
        int receive_buffer = 0;          // bytes that the kernel holds for it; 0: the system's choice
    };

    explicit TestClient(std::uint16_t port) : TestClient(port, Options()) {}
    TestClient(std::uint16_t port, const Options& options);
    /// A connection that a `TestListener` has taken.
    explicit TestClient(Descriptor socket) : socket_(std::move(socket)) {}

    void send(std::string_view bytes);
    /// Sends as much as the kernel takes without waiting; returns how much that was.
    std::size_t send_some(std::string_view bytes);
    /// Sends the end of the stream.
    void end_output();

    /// What one `recv` brings, once there is something; empty at the end of the stream.
    std::string receive();
    /// The next line, without its LF. Errors: also at the end of the stream.
    std::string read_line();
    /// The next lines up to an empty one, with their LFs: an answer to WHATSAT or NEARBY.
    std::string read_block();
    /// Everything up to the end of the stream.
    std::string read_rest();

    /// Sends a line and reads one.
    std::string ask(std::string_view line);

    /// Whether there is anything to receive now, the end of the stream included.
    bool has_input() const;
    /// Whether the kernel would take anything now.
    bool has_room() const;

    /// Ends the connection with a reset.
    void reset();

    /// `127.0.0.1:40000`: what the server sees.
    std::string address() const;

private:
    std::string take(std::size_t size);

    Descriptor socket_;
    std::string input_;
};

/// Listens on a free loopback port, as a server that does whatever the test says.
class TestListener {
public:
    TestListener();

    std::uint16_t port() const { return port_; }
    TestClient accept();

private:
    Descriptor socket_;
    std::uint16_t port_ = 0;
};

/// Whether somebody listens on a loopback port.
bool is_listening(std::uint16_t port);

/// A TCP socket that is bound to a free loopback port.
Descriptor bind_loopback();
std::uint16_t local_port(const Descriptor& socket);

}  // namespace herd::test

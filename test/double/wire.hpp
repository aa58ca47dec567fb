#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "double/certificate.hpp"
#include "double/openssl.hpp"
#include "support/descriptor.hpp"

namespace herd::test {

/// How a double proves itself.
struct WireOptions {
    std::optional<Certificate> certificate;  // without it no TLS
    bool is_outdated = false;                // no TLS beyond 1.1
};

/// One end of a connection, with TLS or without, that lets go of whatever it waits for once it is told to
/// stop.
class Wire {
public:
    /// Shape: something is readable in `stop` once it has to stop.
    Wire(Descriptor socket, int stop, const WireOptions& options);

    /// What comes next; nothing once the peer has gone or it is time to stop.
    std::string read();
    /// As `read`, but whatever it is: TLS is not begun for it.
    std::string read_raw();
    bool write(std::string_view bytes);
    /// Waits. Whether it still makes sense to go on.
    bool pause(std::chrono::milliseconds time);

    /// Ends TLS and the stream in order.
    void close();
    /// Ends the connection by force.
    void reset();

private:
    /// Does something with TLS until it has done; 0 if it cannot be done.
    template <class Step>
    std::size_t drive(Step step);
    bool await(short events);

    Descriptor socket_;
    int stop_;
    // One for each connection: nothing is shared by threads.
    Owned<SSL_CTX> context_;
    Owned<SSL> ssl_;
};

}  // namespace herd::test

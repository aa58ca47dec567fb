#pragma once

#include <string>
#include <utility>

#include "base/result.hpp"
#include "base/time.hpp"
#include "bench/load.hpp"

namespace herd::bench {

/// A TCP connection whose calls do not wait, and which sends at once what it is given.
class Socket {
public:
    explicit Socket(int number) : number_(number) {}
    Socket(Socket&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Socket& operator=(Socket&& other) noexcept;
    ~Socket();

    int number() const { return number_; }

private:
    int number_;
};

/// Connects to the first address of a server that answers. Blocks.
/// Errors: `HOST:PORT: why`.
Result<Socket, std::string> connect_to(const Endpoint& endpoint, nanoseconds patience);

/// `127.0.0.1:8101`
std::string format_endpoint(const Endpoint& endpoint);

}  // namespace herd::bench

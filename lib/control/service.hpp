#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "http/secret.hpp"
#include "net/herd.hpp"

namespace herd::control {

/// What a control service is made with.
struct ServiceOptions {
    std::string host = "127.0.0.1";     // a name or an address
    std::uint16_t port = 0;             // 0: a free one
    std::optional<http::Secret> token;  // who asks has to show it; nothing: nobody has to
    std::string herd_name;              // what the herd's file is called
    std::string version;                // of the program
};

/// The control API of a herd, its metrics and its dashboard, over HTTP. It has threads of its own, which
/// never touch the herd: they post to its loop, and wait for a while.
class Service {
public:
    /// Listens and serves from now on. What needs the loop waits until the herd runs.
    /// Shape:  `herd` outlives it. It is made, and ends, on the loop or while that does not run.
    /// Errors: in words, if it cannot listen there: `cannot listen on 127.0.0.1:8100: Address already in
    /// use`;
    ///         or if the host is not this machine's own and there is no token.
    static Result<std::unique_ptr<Service>, std::string> start(net::Herd& herd, ServiceOptions options);

    /// Ends all connections and threads, at once.
    ~Service();

    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    /// Where it listens: the host as it was given, and the port that it has.
    const std::string& host() const;
    std::uint16_t port() const;

private:
    struct Parts;
    explicit Service(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

}  // namespace herd::control

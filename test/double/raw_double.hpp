#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "double/certificate.hpp"
#include "double/visit.hpp"

namespace herd::test {

/// A host on loopback that does to each connection, byte for byte, what a script says: for all that a sound
/// HTTP server would not do. It is told to stop, and has stopped, when it goes out of scope.
class RawDouble {
public:
    /// Called once a connection, each on a thread of its own. The connection is closed when it returns.
    using Script = std::function<void(Visit&)>;

    struct Options {
        std::optional<Certificate> certificate;  // without it no TLS
        std::string address = "127.0.0.1";
        std::uint16_t port = 0;    // 0: a free one
        bool is_outdated = false;  // no TLS beyond 1.1
    };

    RawDouble(Script script, Options options);
    ~RawDouble();
    RawDouble(const RawDouble&) = delete;
    RawDouble& operator=(const RawDouble&) = delete;

    std::uint16_t port() const;
    /// `https://localhost:40000`
    std::string base_url() const;

    std::size_t connections() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace herd::test

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "net/handshake.hpp"
#include "support/test_client.hpp"

namespace herd::net {

/// A neighbour that dials as a server does and then does whatever the test says.
class FakeNeighbour {
public:
    /// Dials `to` as `from`, and goes through the handshake.
    /// Errors: throws std::runtime_error if the handshake fails.
    FakeNeighbour(std::uint16_t port, const std::string& from, const std::string& to, const LinkKey& key,
                  const test::TestClient::Options& options = {});

    test::TestClient& stream() { return stream_; }

private:
    test::TestClient stream_;
    Handshake handshake_;
};

}  // namespace herd::net

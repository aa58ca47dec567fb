#include "fake_neighbour.hpp"

#include <stdexcept>

namespace herd::net {

FakeNeighbour::FakeNeighbour(std::uint16_t port, const std::string& from, const std::string& to,
                             const LinkKey& key, const test::TestClient::Options& options)
    : stream_(port, options), handshake_(Handshake::dial(from, to, key)) {
    stream_.send(handshake_.take_output());
    auto state = Handshake::State::waiting;
    while (state == Handshake::State::waiting) state = handshake_.on_bytes(stream_.read_line() + "\n");
    if (state == Handshake::State::failed) throw std::runtime_error(handshake_.failure());
    stream_.send(handshake_.take_output());
}

}  // namespace herd::net

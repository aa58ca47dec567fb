#include "fake_server.hpp"

#include <stdexcept>
#include <string>
#include <utility>

namespace herd::bench {

namespace {

/// The generator goes away, which is how most connections end.
void serve_until_lost(const FakeServer::Serve& serve, test::TestClient client) {
    try {
        serve(client);
    } catch (const std::runtime_error&) {
    }
}

}  // namespace

FakeServer::FakeServer(Serve serve, int connections)
    : acceptor_([this, serve = std::move(serve), connections] {
          try {
              for (int i = 0; i < connections; ++i)
                  threads_.emplace_back(serve_until_lost, serve, listener_.accept());
          } catch (const std::runtime_error&) {
              // Nobody came, which the test has seen by then.
          }
      }) {}

FakeServer::~FakeServer() {
    acceptor_.join();
    for (auto& thread : threads_) thread.join();
}

void serve_echo(test::TestClient& client) {
    for (std::string bytes = client.receive(); !bytes.empty(); bytes = client.receive()) client.send(bytes);
}

}  // namespace herd::bench

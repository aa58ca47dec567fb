#include "fake_server.hpp"

#include <stdexcept>
#include <string>
#include <utility>

namespace herd::bench {

FakeServer::FakeServer(Serve serve, int connections)
    : thread_([this, serve = std::move(serve), connections] {
          for (int i = 0; i < connections; ++i) {
              try {
                  test::TestClient client = listener_.accept();
                  serve(client);
              } catch (const std::runtime_error&) {
                  // The generator is gone, which is how most connections end.
              }
          }
      }) {}

void serve_echo(test::TestClient& client) {
    for (std::string bytes = client.receive(); !bytes.empty(); bytes = client.receive()) client.send(bytes);
}

}  // namespace herd::bench

#include "fake_server.hpp"

#include <exception>
#include <memory>
#include <utility>

namespace herd::test {

FakeServer::FakeServer(Talk talk) : talk_(std::move(talk)), thread_([this] { accept_all(); }) {}

FakeServer::~FakeServer() {
    is_over_ = true;
    try {
        const TestClient wakes(port());
    } catch (const std::exception&) {
        // Then nothing waits any more.
    }
    thread_.join();
    for (auto& talk : talks_) talk.join();
}

void FakeServer::accept_all() {
    for (;;) {
        auto client = std::make_shared<TestClient>(listener_.accept());
        if (is_over_) return;
        talks_.emplace_back([this, client] {
            try {
                talk_(*client);
            } catch (const std::exception&) {
                // The client has gone.
            }
        });
    }
}

FakeServer::Talk answer_lines(std::function<std::string(const std::string&)> answer) {
    return [answer = std::move(answer)](TestClient& client) {
        for (;;) client.send(answer(client.read_line()));
    };
}

}  // namespace herd::test

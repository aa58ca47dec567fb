#include "net/poller.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

#include "net/gate.hpp"
#include "net/stream.hpp"
#include "support/catch.hpp"

namespace herd::net {
namespace {

using Log = std::vector<std::string>;

/// A stream whose peer is a descriptor of the test's, which answers what it is sent.
class Echo final : private Stream::Listener {
public:
    Echo(std::string name, bool in_turn, asio::io_context& loop, Poller& poller, Gate& gate, Log& log)
        : name_(std::move(name)), log_(log) {
        std::array<int, 2> ends{};
        REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0);
        peer_ = ends[1];
        Socket socket(loop);
        socket.assign(asio::ip::tcp::v4(), ends[0]);
        stream =
            std::make_shared<Stream>(std::move(socket), Stream::Manner{4096, 4096, in_turn}, poller, gate);
        stream->set_listener(this);
        stream->read();
    }
    ~Echo() {
        stream->close();
        ::close(peer_);
    }
    Echo(const Echo&) = delete;
    Echo& operator=(const Echo&) = delete;

    void send(const std::string& text) const { REQUIRE(::send(peer_, text.data(), text.size(), 0) >= 0); }
    void end() const { ::shutdown(peer_, SHUT_WR); }
    /// What has come back by now.
    std::string received() const {
        std::array<char, 256> buffer{};
        const auto size = ::recv(peer_, buffer.data(), buffer.size(), MSG_DONTWAIT);
        return size > 0 ? std::string(buffer.data(), static_cast<std::size_t>(size)) : "";
    }

    std::shared_ptr<Stream> stream;
    std::function<void()> on_text;

private:
    void on_bytes(std::string_view bytes) override {
        log_.push_back(name_ + " " + std::string(bytes));
        stream->output().append(bytes);
        const bool is_written = stream->flush();
        log_.push_back(name_ + (is_written ? " wrote" : " waits"));
        if (on_text) on_text();
        stream->read();
    }
    void on_end(const std::error_code& error) override { log_.push_back(name_ + " " + error.message()); }
    void on_written() override { log_.push_back(name_ + " wrote"); }

    std::string name_;
    Log& log_;
    int peer_ = -1;
};

/// Streams `a`, `b` and `c`, of which the last is no client's.
struct Streams {
    /// All that the loop has to do now.
    void run() {
        loop.restart();
        loop.poll();
    }
    void send_all() {
        for (Echo* echo : {&a, &b, &c}) echo->send("text");
    }

    asio::io_context loop;
    LoopClock clock;
    Poller poller{loop, clock};
    Gate gate;
    Log log;
    Echo a{"a", true, loop, poller, gate, log};
    Echo b{"b", true, loop, poller, gate, log};
    Echo c{"c", false, loop, poller, gate, log};
};

TEST_CASE("streams that are ready together are read, handed on and written together") {
    Streams streams;
    streams.send_all();
    streams.run();
    // Its bytes are handed on as they are read.
    CHECK(streams.log ==
          Log{"c text", "c wrote", "a text", "a waits", "b text", "b waits", "a wrote", "b wrote"});
    for (const Echo* echo : {&streams.a, &streams.b, &streams.c}) CHECK(echo->received() == "text");

    streams.log.clear();
    streams.send_all();
    streams.run();
    CHECK(streams.log.size() == 8);
}

TEST_CASE("a stream that is ready alone is written at once") {
    Streams streams;
    streams.a.send("text");
    streams.run();
    CHECK(streams.log == Log{"a text", "a wrote"});
    CHECK(streams.a.received() == "text");
}

TEST_CASE("a stream that is closed while others are handed on hears nothing more") {
    Streams streams;
    streams.a.on_text = [&] { streams.b.stream->close(); };
    streams.send_all();
    streams.run();
    CHECK(streams.log == Log{"c text", "c wrote", "a text", "a waits", "a wrote"});
}

TEST_CASE("a stream that is gone while others are handed on hears nothing more") {
    Streams streams;
    auto gone = std::make_unique<Echo>("gone", true, streams.loop, streams.poller, streams.gate, streams.log);
    streams.a.on_text = [&] { gone.reset(); };
    streams.a.send("text");
    gone->send("text");
    streams.run();
    CHECK(streams.log == Log{"a text", "a waits", "a wrote"});
}

TEST_CASE("what has been read when the gate is closed is handed on when it is opened") {
    Streams streams;
    streams.a.on_text = [&] { streams.gate.close(); };
    streams.send_all();
    streams.run();
    CHECK(streams.log == Log{"c text", "c wrote", "a text", "a waits"});
    streams.a.on_text = nullptr;
    streams.gate.open();
    streams.run();
    CHECK(std::count(streams.log.begin(), streams.log.end(), "b text") == 1);
    for (const Echo* echo : {&streams.a, &streams.b, &streams.c}) CHECK(echo->received() == "text");
}

TEST_CASE("the end of a stream comes behind its bytes, among others that are ready") {
    Streams streams;
    streams.a.send("text");
    streams.a.end();
    streams.b.send("text");
    streams.run();
    CHECK(streams.log ==
          Log{"a text", "a waits", "b text", "b waits", "a wrote", "b wrote", "a End of file"});
}

TEST_CASE("more than the room of a turn is read all the same") {
    Streams streams;
    const std::string much(4096, 'x');
    std::vector<std::unique_ptr<Echo>> crowd;
    for (int i = 0; i < 40; ++i) {
        crowd.push_back(
            std::make_unique<Echo>("crowd", true, streams.loop, streams.poller, streams.gate, streams.log));
        crowd.back()->send(much);
    }
    streams.run();
    CHECK(std::count(streams.log.begin(), streams.log.end(), "crowd " + much) == 40);
    CHECK(std::count(streams.log.begin(), streams.log.end(), "crowd wrote") == 40);
}

}  // namespace
}  // namespace herd::net

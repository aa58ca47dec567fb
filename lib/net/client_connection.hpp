#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/session.hpp"
#include "net/stream.hpp"

namespace herd::net {

class ServerHost;

/// A connection that a server's acceptor has taken: a client's, unless its first line is a neighbour's hello.
class ClientConnection final : private Stream::Listener {
public:
    ClientConnection(ServerHost& host, core::SessionId session, std::shared_ptr<Stream> stream);

    core::SessionId session() const { return session_; }
    const std::string& peer() const { return stream_->peer(); }

    void start();
    /// Does what the session has to be done: write, read, have its next turn, close.
    void service();
    /// Has the session's next lines answered.
    void take_turn();
    /// Hands the server what has arrived already, without waiting: some of it, or the end of the stream.
    /// Returns whether there may be more.
    bool read_now();
    void close();
    void reset();

    const std::shared_ptr<Stream>& stream() const { return stream_; }

    /// The session is over: sends the end of the stream, and takes no notice of what still comes. (To close
    /// while the client sends would reset the connection and lose answers that are on their way.)
    void linger();

private:
    void on_bytes(std::string_view bytes) override;
    void on_end(const std::error_code& error) override;
    void on_written() override;
    bool becomes_link(std::string_view bytes);
    void write();

    ServerHost& host_;
    core::SessionId session_;
    std::shared_ptr<Stream> stream_;
    std::string greeting_;  // what has come while it may yet be a hello
    bool may_greet_ = true;
    bool is_ended_ = false;  // the client sends no more
    bool is_lingering_ = false;
    bool awaits_turn_ = false;
};

}  // namespace herd::net

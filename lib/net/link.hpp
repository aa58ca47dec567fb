#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/neighbour.hpp"
#include "core/outbox.hpp"
#include "net/asio.hpp"
#include "net/handshake.hpp"
#include "net/pending_link.hpp"
#include "net/site.hpp"
#include "net/stream.hpp"

namespace herd::net {

class ServerHost;

/// A server's end of the connection to one neighbour. The server with the lesser name dials, and dials again
/// for ever; the other one is dialled.
class Link final : private Stream::Listener {
public:
    Link(ServerHost& host, Site& site, core::NeighbourId id, core::ServerIndex self, core::ServerIndex peer);

    void start();
    void stop();

    /// Whether the neighbour may be the one that says this hello; `is_loopback`: from this machine.
    bool may_accept(const Hello& hello, bool is_loopback) const;
    /// A connection whose hello may be accepted; `rest` is what came behind it.
    void accept(std::shared_ptr<Stream> stream, const Hello& hello, std::string_view rest);

    /// Writes what the server has for the neighbour, as far as it goes.
    void flush();
    /// Ends the connection, and has it made anew.
    void drop(const std::string& why);

    bool is_up() const { return stream_ != nullptr; }
    bool is_writing() const { return stream_ && stream_->is_writing(); }
    core::ServerIndex peer() const { return peer_; }
    const std::string& peer_name() const { return site_.roster.name(peer_); }

private:
    void on_bytes(std::string_view bytes) override;
    void on_end(const std::error_code& error) override;
    void on_written() override;

    void dial();
    void dial_later(const std::string& why);
    void prove(std::shared_ptr<Stream> stream, Handshake handshake, std::string_view rest);
    void come_up(std::shared_ptr<Stream> stream, std::string_view rest);
    void go_down();

    ServerHost& host_;
    Site& site_;
    core::NeighbourId id_;
    core::ServerIndex self_;
    core::ServerIndex peer_;
    bool dials_;
    LinkKey key_;

    bool is_started_ = false;
    std::shared_ptr<Stream> stream_;        // of the link that is up
    std::shared_ptr<PendingLink> pending_;  // the connection that is to be the next one
    std::shared_ptr<Socket> connecting_;
    Timer timer_;         // until the next try to dial, or the end of this one
    unsigned tries_ = 0;  // since the link was last up
    std::string last_failure_;
};

}  // namespace herd::net

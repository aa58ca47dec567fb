#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/neighbour.hpp"
#include "core/outbox.hpp"
#include "fault/control.hpp"
#include "net/asio.hpp"
#include "net/handshake.hpp"
#include "net/pending_link.hpp"
#include "net/site.hpp"
#include "net/stream.hpp"

namespace herd::net {

class ServerHost;

/// A server's end of the connection to one neighbour. The server with the lesser name dials, and dials again
/// for ever; the other one is dialled. Faults act on what leaves this end, and on the connection.
class Link final : private Stream::Listener {
public:
    /// Shape: `index` is that of the link in the configuration.
    Link(ServerHost& host, Site& site, core::NeighbourId id, core::ServerIndex self, core::ServerIndex peer,
         std::size_t index);

    void start();
    /// Ends the connection for good. With `is_crash`, by a reset.
    void stop(bool is_crash);

    /// Ends the connection, since the herd has no such link any more; `restore`: it has it again.
    void remove();
    void restore() { is_removed_ = false; }
    bool is_removed() const { return is_removed_; }

    /// Whether the neighbour may be the one that says this hello; `is_loopback`: from this machine.
    bool may_accept(const Hello& hello, bool is_loopback) const;
    /// A connection whose hello may be accepted; `rest` is what came behind it.
    void accept(std::shared_ptr<Stream> stream, const Hello& hello, std::string_view rest);

    /// Writes what the server has for the neighbour, as far as it goes.
    void flush();
    /// Writes it at the end of the loop's turn.
    void flush_later();
    /// When that may be, so that a busy link is not written more often than it is worth.
    SteadyTime flush_due() const;
    void flush_in_turn(SteadyTime now);
    /// Ends the connection, and has it made anew.
    void drop(const std::string& why);

    /// What holds for the link from now on.
    void set_faults(const fault::LinkState& state);
    /// Ends the connection with a reset, as of now.
    void reset();
    /// Dials now instead of later, since the neighbour may be there again.
    void redial();
    /// A message was not sent, since there was no connection.
    void on_missed();

    bool is_up() const { return stream_ != nullptr; }
    /// How often it has come up.
    std::uint64_t connections() const { return connections_; }
    bool is_writing() const { return stream_ && stream_->is_writing(); }
    /// Bytes that a fault keeps from being written.
    std::size_t held() const { return shaper_ ? shaper_->size() : 0; }
    /// Whether the other end of this connection is `other`'s.
    bool is_joined_to(const Link& other) const;
    core::NeighbourId id() const { return id_; }
    core::ServerIndex peer() const { return peer_; }
    const std::string& peer_name() const { return site_.roster.name(peer_); }

private:
    void on_bytes(std::string_view bytes) override;
    void on_end(const std::error_code& error) override;
    void on_written() override;

    void dial();
    void dial_later(const std::string& why);
    void on_connected(const std::shared_ptr<Socket>& socket, const std::error_code& error);
    void prove(std::shared_ptr<Stream> stream, Handshake handshake, std::string_view rest);
    void come_up(std::shared_ptr<Stream> stream, std::string_view rest);
    void go_down(const std::string& why);
    void give_up();
    bool may_connect() const { return is_started_ && !is_cut_ && !is_refused_; }
    bool take_shaped();
    void shape_later();
    void spend(fault::Control::Spent what);

    ServerHost& host_;
    Site& site_;
    core::NeighbourId id_;
    core::ServerIndex self_;
    core::ServerIndex peer_;
    std::size_t index_;  // of the link in the configuration
    int end_;            // which of its ends this is
    bool dials_;
    LinkKey key_;

    bool is_removed_ = false;
    bool is_started_ = false;
    std::shared_ptr<Stream> stream_;        // of the link that is up
    std::shared_ptr<PendingLink> pending_;  // the connection that is to be the next one
    std::shared_ptr<Socket> connecting_;
    Timer timer_;         // until the next try to dial, or the end of this one
    unsigned tries_ = 0;  // since the link was last up for a while
    std::uint64_t connections_ = 0;
    SteadyTime up_since_{};
    bool will_flush_ = false;
    nanoseconds write_spacing_;
    SteadyTime flushed_{};  // when it was last written at the end of a turn
    std::string last_failure_;

    bool is_cut_ = false;
    bool is_refused_ = false;  // no new connection is made
    fault::Conditions conditions_;
    std::array<bool, 2> has_spent_{};        // by `Spent`: a fault that happens once, and is not lifted yet
    std::unique_ptr<fault::Shaper> shaper_;  // null: bytes cross as they are
    Timer shape_timer_;
    std::string unshaped_;  // what the shaper is about to be given
};

}  // namespace herd::net

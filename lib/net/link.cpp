#include "net/link.hpp"

#include <algorithm>
#include <utility>

#include "net/clock.hpp"
#include "net/server_host.hpp"

namespace herd::net {
namespace {

constexpr auto first_redial = std::chrono::milliseconds(50);
constexpr auto last_redial = std::chrono::milliseconds(250);
constexpr auto connect_timeout = std::chrono::seconds(1);

/// How much of a link is read, and how often it is written, before others have their turn.
constexpr std::size_t burst = 65536;  // bytes
constexpr int writes_in_turn = 4;

LinkKey choose_key(const Site& site, core::ServerIndex peer) {
    if (site.hosted[peer]) return site.process_key;
    return site.config.herd.secret;
}

}  // namespace

Link::Link(ServerHost& host, Site& site, core::NeighbourId id, core::ServerIndex self, core::ServerIndex peer)
    : host_(host),
      site_(site),
      id_(id),
      self_(self),
      peer_(peer),
      dials_(site.roster.name(self) < site.roster.name(peer)),
      key_(choose_key(site, peer)),
      timer_(site.loop) {}

void Link::start() {
    is_started_ = true;
    tries_ = 0;
    last_failure_.clear();
    if (dials_) dial();
}

void Link::stop() {
    is_started_ = false;
    timer_.cancel();
    if (connecting_) {
        std::error_code ignored;
        connecting_->close(ignored);
        connecting_.reset();
    }
    if (pending_) pending_->cancel();
    pending_.reset();
    if (stream_) {
        host_.journal().link_down(peer_name(), "this server stops");
        go_down();
    }
}

void Link::dial() {
    const auto& endpoint = site_.endpoints[peer_];
    if (!endpoint) return;
    // Without a secret nothing tells a neighbour on another machine from anybody else.
    if (!key_ && !endpoint->address().is_loopback()) return;

    const auto socket = std::make_shared<Socket>(site_.loop);
    connecting_ = socket;
    timer_.expires_after(connect_timeout);
    timer_.async_wait([this, socket](const std::error_code& error) {
        if (error || connecting_ != socket) return;
        connecting_.reset();
        std::error_code ignored;
        socket->close(ignored);
        dial_later("no answer");
    });
    socket->async_connect(*endpoint, [this, socket](const std::error_code& error) {
        if (connecting_ != socket) return;
        connecting_.reset();
        timer_.cancel();
        if (error) {
            dial_later(error.message());
            return;
        }
        prove(std::make_shared<Stream>(std::move(*socket), burst),
              Handshake::dial(site_.roster.name(self_), peer_name(), key_), {});
    });
}

void Link::dial_later(const std::string& why) {
    if (!is_started_) return;
    if (why != last_failure_) host_.journal().link_failed(peer_name(), why);
    last_failure_ = why;
    if (!dials_) return;
    const auto delay = std::min<nanoseconds>(last_redial, first_redial * (1U << std::min(tries_, 3U)));
    ++tries_;
    // Between three quarters and all of it, so that many servers do not dial in step.
    const auto jitter = std::uniform_int_distribution<std::int64_t>(0, delay.count() / 4)(site_.jitter);
    timer_.expires_after(delay - nanoseconds(jitter));
    timer_.async_wait([this](const std::error_code& error) {
        if (!error && is_started_ && !stream_ && !pending_ && !connecting_) dial();
    });
}

bool Link::may_accept(const Hello& hello, bool is_loopback) const {
    return is_started_ && !dials_ && (key_ || is_loopback) && is_proven(hello, key_);
}

void Link::accept(std::shared_ptr<Stream> stream, const Hello& hello, std::string_view rest) {
    prove(std::move(stream), Handshake::accept(hello, key_), rest);
}

void Link::prove(std::shared_ptr<Stream> stream, Handshake handshake, std::string_view rest) {
    // The newest connection counts: an older one that is not through yet may be half dead.
    if (pending_) pending_->cancel();
    const auto done = [this](std::shared_ptr<Stream> proven, const std::string& behind,
                             const std::string& why) {
        pending_.reset();
        if (proven) {
            come_up(std::move(proven), behind);
        } else {
            dial_later(why);
        }
    };
    pending_ = std::make_shared<PendingLink>(site_.loop, std::move(stream), std::move(handshake), done);
    const auto pending = pending_;
    pending->start(rest);
}

void Link::come_up(std::shared_ptr<Stream> stream, std::string_view rest) {
    if (stream_) {
        host_.journal().link_down(peer_name(), "the neighbour has made a new connection");
        go_down();
    }
    tries_ = 0;
    last_failure_.clear();
    stream_ = std::move(stream);
    stream_->set_listener(this);
    stream_->keep_alive();
    host_.journal().link_up(peer_name(), stream_->peer());
    host_.server().on_neighbour_up(id_, host_.outbox());
    host_.dispatch();
    site_.link_came_up();
    if (!stream_) return;
    if (rest.empty()) {
        stream_->read();
    } else {
        on_bytes(rest);
    }
}

void Link::go_down() {
    stream_->close();
    stream_.reset();
    host_.server().on_neighbour_down(id_);
}

void Link::drop(const std::string& why) {
    if (!stream_) return;
    host_.journal().link_down(peer_name(), why);
    go_down();
    last_failure_ = why;
    dial_later(why);
    // What a server that stops had for the neighbour went with the link.
    host_.check_stopped();
}

void Link::on_bytes(std::string_view bytes) {
    host_.server().on_neighbour_bytes(id_, bytes, read_clocks(), host_.outbox());
    host_.dispatch();
    if (stream_) stream_->read();
}

void Link::on_end(const std::error_code& error) {
    drop(error.message());
}

void Link::on_written() {
    flush();
}

void Link::flush() {
    for (int turn = 0; turn < writes_in_turn; ++turn) {
        if (!stream_ || stream_->is_writing()) return;
        host_.server().take_output(id_, read_clocks(), stream_->output());
        if (stream_->output().empty()) return;
        if (!stream_->flush()) return;
    }
    host_.flush_later(id_);
}

}  // namespace herd::net

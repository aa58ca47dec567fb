#include "net/link.hpp"

#include <algorithm>
#include <utility>

#include "net/server_host.hpp"

namespace herd::net {
namespace {

constexpr auto first_redial = std::chrono::milliseconds(50);
constexpr auto last_redial = std::chrono::milliseconds(250);
constexpr auto connect_timeout = std::chrono::seconds(1);

/// How much of a link is read, and how often it is written, before others have their turn.
constexpr Stream::Manner manner{65536, 262144, false};
constexpr int reads_in_turn = 8;
constexpr int writes_in_turn = 4;

/// How long a link waits between two times that it is written at the end of a turn. Where clients wait for
/// each answer, each update would else be system calls of its own at six ends of links, which cost more than
/// all the rest. A link that has had more than one update to send at once waits longer the next time.
constexpr nanoseconds least_spacing = std::chrono::microseconds(200);
constexpr nanoseconds most_spacing = std::chrono::milliseconds(1);
constexpr std::size_t small_batch = 240;  // bytes

/// What waits for a link is worth a system call once it is as much.
constexpr std::size_t worthwhile_batch = 16384;  // bytes

/// A link that was up for less than this was no success: dialling goes on more slowly.
constexpr auto least_success = first_redial;

LinkKey choose_key(const Site& site, core::ServerIndex peer) {
    if (site.hosted[peer]) return site.process_key;
    return site.config.herd.secret;
}

}  // namespace

Link::Link(ServerHost& host, Site& site, core::NeighbourId id, core::ServerIndex self, core::ServerIndex peer,
           std::size_t index)
    : host_(host),
      site_(site),
      id_(id),
      self_(self),
      peer_(peer),
      index_(index),
      end_(self < peer ? 0 : 1),
      dials_(site.roster.name(self) < site.roster.name(peer)),
      key_(choose_key(site, peer)),
      timer_(site.loop),
      write_spacing_(least_spacing),
      shape_timer_(site.loop) {}

void Link::start() {
    if (is_removed_) return;
    is_started_ = true;
    tries_ = 0;
    last_failure_.clear();
    redial();
}

void Link::stop(bool is_crash) {
    is_started_ = false;
    give_up();
    if (!stream_) return;
    if (is_crash) stream_->reset();
    go_down(is_crash ? "this server has crashed" : "this server stops");
}

void Link::remove() {
    is_removed_ = true;
    is_started_ = false;
    give_up();
    drop("the link was removed");
}

/// Ends what is to become a connection.
void Link::give_up() {
    timer_.cancel();
    if (connecting_) {
        std::error_code ignored;
        connecting_->close(ignored);
        connecting_.reset();
    }
    if (pending_) pending_->cancel();
    pending_.reset();
}

void Link::redial() {
    if (!dials_ || !may_connect() || stream_ || pending_ || connecting_) return;
    tries_ = 0;
    timer_.cancel();
    dial();
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
        if (error) return;
        host_.gate().pass([this, socket] {
            if (connecting_ != socket) return;
            give_up();
            dial_later("no answer");
        });
    });
    socket->async_connect(*endpoint, [this, socket](const std::error_code& error) {
        host_.gate().pass([this, socket, error] { on_connected(socket, error); });
    });
}

void Link::on_connected(const std::shared_ptr<Socket>& socket, const std::error_code& error) {
    if (connecting_ != socket) return;
    connecting_.reset();
    timer_.cancel();
    if (error) {
        dial_later(error.message());
        return;
    }
    prove(std::make_shared<Stream>(std::move(*socket), manner, site_.poller, host_.gate()),
          Handshake::dial(site_.roster.name(self_), peer_name(), key_), {});
}

void Link::dial_later(const std::string& why) {
    if (!is_started_) return;
    if (why != last_failure_) host_.journal().link_failed(peer_name(), why);
    last_failure_ = why;
    if (!dials_ || !may_connect()) return;
    // At once the first time: most likely it is the connection that failed and not the neighbour.
    const nanoseconds delay =
        tries_ == 0 ? nanoseconds(0)
                    : std::min<nanoseconds>(last_redial, first_redial * (1U << std::min(tries_ - 1, 3U)));
    ++tries_;
    // Between three quarters and all of it, so that many servers do not dial in step.
    const auto jitter = std::uniform_int_distribution<std::int64_t>(0, delay.count() / 4)(site_.jitter);
    timer_.expires_after(delay - nanoseconds(jitter));
    timer_.async_wait([this](const std::error_code& error) {
        if (error) return;
        host_.gate().pass([this] {
            if (may_connect() && !stream_ && !pending_ && !connecting_) dial();
        });
    });
}

bool Link::may_accept(const Hello& hello, bool is_loopback) const {
    return may_connect() && !dials_ && (key_ || is_loopback) && is_proven(hello, key_);
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
    pending_ = std::make_shared<PendingLink>(site_.loop, host_.gate(), std::move(stream),
                                             std::move(handshake), done);
    const auto pending = pending_;
    pending->start(rest);
}

void Link::come_up(std::shared_ptr<Stream> stream, std::string_view rest) {
    if (stream_) go_down("the neighbour has made a new connection");
    last_failure_.clear();
    ++connections_;
    stream_ = std::move(stream);
    stream_->set_listener(this);
    // One that was accepted has been a client's so far.
    stream_->set_manner(manner);
    stream_->keep_alive();
    up_since_ = host_.now().steady;
    host_.journal().link_up(peer_name(), stream_->peer());
    host_.recorder().on_link(trace::Kind::link_up, id_, {}, host_.stamp());
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

void Link::go_down(const std::string& why) {
    host_.journal().link_down(peer_name(), why);
    host_.recorder().on_link(trace::Kind::link_down, id_, why, host_.stamp());
    stream_->close();
    stream_.reset();
    host_.server().on_neighbour_down(id_);
    shape_timer_.cancel();
    if (shaper_) shaper_->clear();
    // One that was up for a while begins anew; one that was not is dialled ever more slowly.
    if (host_.now().steady - up_since_ >= least_success) tries_ = 0;
    site_.touch();
}

void Link::drop(const std::string& why) {
    if (!stream_) return;
    go_down(why);
    last_failure_ = why;
    dial_later(why);
    // What a server that stops had for the neighbour went with the link.
    host_.check_stopped();
}

void Link::reset() {
    if (!stream_) return;
    stream_->reset();
    drop("reset by a fault");
}

void Link::set_faults(const fault::LinkState& state) {
    const bool could_connect = may_connect();
    is_cut_ = state.is_cut;
    // Where nothing moves no handshake ends, so none is begun.
    is_refused_ = state.is_refused || state.conditions[0].is_stalled || state.conditions[1].is_stalled;
    conditions_ = state.conditions[end_];
    if (is_cut_) {
        give_up();
        drop("cut by a fault");
    } else if (!could_connect) {
        redial();
    }
    has_spent_ = {};
    if (shaper_ || !conditions_.is_clear()) {
        if (!shaper_)
            shaper_ = std::make_unique<fault::Shaper>(site_.fault_seed + 2 * index_ + std::size_t(end_));
        shaper_->set(conditions_, host_.now().steady);
        flush();
    }
}

void Link::on_missed() {
    if (is_cut_) asio::post(site_.loop, [&site = site_, index = index_] { site.message_missed(index); });
}

bool Link::is_joined_to(const Link& other) const {
    return stream_ && other.stream_ && stream_->address() == other.stream_->peer() &&
           other.stream_->address() == stream_->peer();
}

void Link::on_bytes(std::string_view bytes) {
    std::error_code error;
    // Clients have a turn as often as links, and each of their updates crosses several links: what a turn of
    // theirs brings has to find its way in one of the links', or queues grow until they are dropped.
    for (int turn = 1;; ++turn) {
        host_.server().on_neighbour_bytes(id_, bytes, host_.now(), host_.outbox());
        host_.dispatch();
        if (!stream_ || bytes.size() < manner.burst || turn == reads_in_turn) break;
        bytes = stream_->read_now(error);
        if (bytes.empty()) break;
    }
    // Whatever is wrong shows at the next read.
    if (stream_) stream_->read();
}

void Link::on_end(const std::error_code& error) {
    drop(error.message());
}

void Link::on_written() {
    flush();
}

void Link::flush_later() {
    if (!std::exchange(will_flush_, true)) site_.turn_end.add(*this);
}

SteadyTime Link::flush_due() const {
    // What a fault holds back has times of its own, and what is much is worth a system call.
    const bool may_wait = !shaper_ && host_.server().queued_bytes(id_) < worthwhile_batch;
    return may_wait ? flushed_ + write_spacing_ : SteadyTime{};
}

void Link::flush_in_turn(SteadyTime now) {
    will_flush_ = false;
    flushed_ = now;
    const std::size_t batch = host_.server().queued_bytes(id_);
    write_spacing_ = batch > small_batch ? std::min(write_spacing_ * 2, most_spacing)
                                         : std::max(write_spacing_ / 2, least_spacing);
    host_.gate().pass([this] {
        flush();
        host_.check_stopped();
    });
}

void Link::flush() {
    for (int turn = 0; turn < writes_in_turn; ++turn) {
        if (!stream_ || stream_->is_writing()) return;
        if (shaper_) {
            if (!take_shaped()) return;
        } else {
            host_.server().take_output(id_, host_.now(), stream_->output());
        }
        if (stream_->output().empty()) {
            site_.touch();
            return;
        }
        if (!stream_->flush()) return;
    }
    flush_later();
}

/// Puts into the stream's output what the link's faults let through now. Returns whether there is a link
/// still.
bool Link::take_shaped() {
    if (shaper_->wants_close()) {
        spend(fault::Control::Spent::close_after);
        stream_->end_output();
        drop("closed by a fault after so many bytes");
        return false;
    }
    const Now now = host_.now();
    while (shaper_->has_room()) {
        host_.server().take_output(id_, now, unshaped_);
        if (unshaped_.empty()) break;
        shaper_->push(unshaped_, now.steady);
        unshaped_.clear();
    }
    shaper_->take(now.steady, stream_->output());
    if (shaper_->has_corrupted()) spend(fault::Control::Spent::corrupt);
    if (stream_->output().empty()) {
        shape_later();
        if (conditions_.is_clear() && shaper_->empty()) shaper_.reset();
    }
    return true;
}

/// Writes on when the shaper has something next.
void Link::shape_later() {
    const auto next = shaper_->next_deadline();
    if (!next) return;
    shape_timer_.expires_at(std::chrono::time_point_cast<std::chrono::steady_clock::duration>(*next));
    shape_timer_.async_wait([this](const std::error_code& error) {
        if (!error) host_.gate().pass([this] { flush(); });
    });
}

/// A fault that happens once has happened.
void Link::spend(fault::Control::Spent what) {
    if (std::exchange(has_spent_[static_cast<std::size_t>(what)], true)) return;
    asio::post(site_.loop,
               [&site = site_, index = index_, end = end_, what] { site.fault_spent(index, end, what); });
}

}  // namespace herd::net

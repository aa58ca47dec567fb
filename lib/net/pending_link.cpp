#include "net/pending_link.hpp"

#include <utility>

namespace herd::net {
namespace {

constexpr auto handshake_timeout = std::chrono::seconds(1);

}  // namespace

PendingLink::PendingLink(asio::io_context& loop, Gate& gate, std::shared_ptr<Stream> stream,
                         Handshake handshake, Done done)
    : gate_(gate),
      stream_(std::move(stream)),
      handshake_(std::move(handshake)),
      done_(std::move(done)),
      timer_(loop) {}

void PendingLink::start(std::string_view rest) {
    stream_->set_listener(this);
    timer_.expires_after(handshake_timeout);
    timer_.async_wait([weak = weak_from_this()](const std::error_code& error) {
        const auto self = weak.lock();
        if (error || !self) return;
        self->gate_.pass([self] {
            if (self->stream_) self->finish(nullptr, "no answer to the handshake");
        });
    });
    send();
    if (rest.empty()) {
        stream_->read();
    } else {
        on_bytes(rest);
    }
}

void PendingLink::cancel() {
    done_ = nullptr;
    timer_.cancel();
    if (stream_) stream_->close();
    stream_.reset();
}

void PendingLink::on_bytes(std::string_view bytes) {
    switch (handshake_.on_bytes(bytes)) {
        case Handshake::State::waiting:
            stream_->read();
            return;
        case Handshake::State::failed:
            finish(nullptr, handshake_.failure());
            return;
        case Handshake::State::proven:
            break;
    }
    send();
    finish(stream_, {});
}

void PendingLink::on_end(const std::error_code& error) {
    finish(nullptr, "handshake: " + error.message());
}

void PendingLink::on_written() {}

/// A handshake's lines are few and short, and find room in the socket's buffer; what does not is written
/// before what a link sends, since it stands in the same output.
void PendingLink::send() {
    stream_->output().append(handshake_.take_output());
    if (!stream_->output().empty() && !stream_->is_writing()) stream_->flush();
}

void PendingLink::finish(std::shared_ptr<Stream> stream, std::string why) {
    const auto keep = shared_from_this();
    timer_.cancel();
    if (!stream_) return;
    stream_->set_listener(nullptr);
    if (!stream) stream_->close();
    stream_.reset();
    if (const auto done = std::exchange(done_, nullptr))
        done(std::move(stream), handshake_.rest(), std::move(why));
}

}  // namespace herd::net

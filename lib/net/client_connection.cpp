#include "net/client_connection.hpp"

#include <utility>

#include <asio/error.hpp>

#include "net/handshake.hpp"
#include "net/server_host.hpp"

namespace herd::net {
namespace {

/// Answers of this size are worth a system call, whatever follows.
constexpr std::size_t worthwhile_write = 16384;  // bytes

}  // namespace

ClientConnection::ClientConnection(ServerHost& host, core::SessionId session, std::shared_ptr<Stream> stream)
    : host_(host), session_(session), stream_(std::move(stream)) {
    stream_->set_listener(this);
}

void ClientConnection::start() {
    stream_->read();
}

void ClientConnection::service() {
    auto status = host_.server().session_status(session_);
    // The answers of a burst of lines leave together, at the burst's last turn.
    if (!status.has_more || status.output >= worthwhile_write) {
        write();
        status = host_.server().session_status(session_);
    }
    if (status.is_finished && !stream_->is_writing()) {
        host_.finish(*this, is_ended_);
        return;
    }
    if (status.has_more && !std::exchange(awaits_turn_, true)) host_.give_turn(session_);
    if (status.wants_input && host_.state() == ServerHost::State::running) stream_->read();
}

void ClientConnection::write() {
    core::Server& server = host_.server();
    while (!stream_->is_writing()) {
        server.take_output(session_, stream_->output());
        if (stream_->output().empty()) return;
        if (stream_->flush()) server.on_client_written(session_, host_.now(), host_.outbox());
    }
}

void ClientConnection::on_bytes(std::string_view bytes) {
    if (is_lingering_) {
        stream_->read();
        return;
    }
    if (may_greet_ && becomes_link(bytes)) return;
    host_.server().on_client_bytes(session_, bytes, host_.now(), host_.outbox());
    host_.dispatch();
}

/// Looks at the first line as it comes; the session has it too, and forgets it if it is a hello that is
/// proven.
bool ClientConnection::becomes_link(std::string_view bytes) {
    const auto end = bytes.find('\n');
    greeting_.append(bytes.substr(0, end));
    may_greet_ = may_become_hello(greeting_);
    if (may_greet_ && end == std::string_view::npos) return false;
    if (may_greet_) {
        const auto hello = parse_hello(greeting_);
        if (hello && host_.accept_link(*this, *hello, bytes.substr(end + 1))) return true;
    }
    may_greet_ = false;
    greeting_ = {};
    return false;
}

void ClientConnection::on_end(const std::error_code& error) {
    if (is_lingering_) {
        host_.bury(*this);
    } else if (error == asio::error::eof) {
        is_ended_ = true;
        host_.server().on_client_end(session_, host_.now(), host_.outbox());
        host_.dispatch();
    } else {
        host_.lose(*this, error.message());
    }
}

void ClientConnection::on_written() {
    if (is_lingering_) return;
    host_.server().on_client_written(session_, host_.now(), host_.outbox());
    host_.dispatch();
}

void ClientConnection::take_turn() {
    awaits_turn_ = false;
    host_.server().on_client_turn(session_, host_.now(), host_.outbox());
    host_.dispatch();
}

bool ClientConnection::read_now() {
    std::error_code error;
    const auto bytes = stream_->read_now(error);
    if (!bytes.empty()) {
        on_bytes(bytes);
    } else if (error == asio::error::eof) {
        on_end(error);
    }
    return !bytes.empty();
}

void ClientConnection::close() {
    stream_->close();
}

void ClientConnection::reset() {
    stream_->reset();
}

void ClientConnection::linger() {
    is_lingering_ = true;
    stream_->end_output();
    stream_->read();
}

}  // namespace herd::net

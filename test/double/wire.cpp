#include "double/wire.hpp"

#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

#include <openssl/err.h>

namespace herd::test {
namespace {

Owned<SSL_CTX> make_context(const Certificate& certificate, bool is_outdated) {
    auto context = own(SSL_CTX_new(TLS_server_method()), "SSL_CTX_new");
    if (is_outdated) {
        SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context.get(), TLS1_1_VERSION);
        SSL_CTX_set_cipher_list(context.get(), "ALL:@SECLEVEL=0");
    }
    if (SSL_CTX_use_certificate(context.get(), parse_certificate(certificate.chain).get()) != 1 ||
        SSL_CTX_use_PrivateKey(context.get(), parse_key(certificate.key).get()) != 1)
        throw std::runtime_error("OpenSSL: no certificate to be used");
    return context;
}

}  // namespace

Wire::Wire(Descriptor socket, int stop, const WireOptions& options)
    : socket_(std::move(socket)), stop_(stop) {
    const int on = 1;
    ::setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (!options.certificate) return;
    context_ = make_context(*options.certificate, options.is_outdated);
    ssl_ = own(SSL_new(context_.get()), "SSL_new");
    SSL_set_accept_state(ssl_.get());
    SSL_set_fd(ssl_.get(), socket_.get());
}

bool Wire::await(short events) {
    std::array<pollfd, 2> entries{{{socket_.get(), events, 0}, {stop_, POLLIN, 0}}};
    while (::poll(entries.data(), entries.size(), -1) < 0) {
        if (errno != EINTR) return false;
    }
    return entries[1].revents == 0;
}

template <class Step>
std::size_t Wire::drive(Step step) {
    for (;;) {
        std::size_t size = 0;
        ERR_clear_error();
        const int outcome = step(size);
        if (outcome > 0) return size;
        const int error = SSL_get_error(ssl_.get(), outcome);
        if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) return 0;
        if (!await(error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT)) return 0;
    }
}

std::string Wire::read() {
    if (!ssl_) return read_raw();
    std::array<char, 16384> buffer;
    const std::size_t size = drive([this, &buffer](std::size_t& read) {
        return SSL_read_ex(ssl_.get(), buffer.data(), buffer.size(), &read);
    });
    return {buffer.data(), size};
}

std::string Wire::read_raw() {
    std::array<char, 16384> buffer;
    for (;;) {
        const ssize_t size = ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
        if (size >= 0) return {buffer.data(), static_cast<std::size_t>(size)};
        if (errno != EAGAIN || !await(POLLIN)) return {};
    }
}

bool Wire::write(std::string_view bytes) {
    while (!bytes.empty()) {
        std::size_t size = 0;
        if (ssl_) {
            size = drive([this, bytes](std::size_t& written) {
                return SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &written);
            });
            if (size == 0) return false;
        } else if (const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
                   sent >= 0) {
            size = static_cast<std::size_t>(sent);
        } else if (errno != EAGAIN || !await(POLLOUT)) {
            return false;
        }
        bytes.remove_prefix(size);
    }
    return true;
}

bool Wire::pause(std::chrono::milliseconds time) {
    pollfd entry{stop_, POLLIN, 0};
    return ::poll(&entry, 1, static_cast<int>(time.count())) == 0;
}

void Wire::close() {
    if (socket_.get() < 0) return;
    if (ssl_ && SSL_is_init_finished(ssl_.get())) SSL_shutdown(ssl_.get());
    ::shutdown(socket_.get(), SHUT_WR);
    // What has come unread would turn the end into a reset.
    std::array<char, 16384> rest;
    while (::recv(socket_.get(), rest.data(), rest.size(), 0) > 0) continue;
    ssl_.reset();
    socket_.close();
}

void Wire::reset() {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ssl_.reset();
    socket_.close();
}

}  // namespace herd::test

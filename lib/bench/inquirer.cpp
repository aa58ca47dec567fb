#include "bench/inquirer.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

#include "bench/answers.hpp"

namespace herd::bench {
namespace {

// Units: bytes.
constexpr std::size_t longest_line = std::size_t{1} << 20;
constexpr std::size_t longest_told = std::size_t{4} << 20;

}  // namespace

Inquirer::Inquirer(const net::Address& server, Socket socket, nanoseconds patience)
    : server_(server.server), socket_(std::move(socket)), patience_(patience) {}

Result<Inquirer, BenchError> Inquirer::connect(const net::Address& server, nanoseconds patience) {
    auto socket = connect_to({server.host, server.port}, patience);
    if (!socket) return unexpected(BenchError{BenchFault::connection, server.server + ": " + socket.error()});
    return Inquirer(server, std::move(*socket), patience);
}

BenchError Inquirer::make_error(BenchFault fault, const std::string& why) const {
    return {fault, server_ + ": " + why};
}

Result<void, BenchError> Inquirer::await(short events) {
    pollfd descriptor{socket_.number(), events, 0};
    const auto limit = std::chrono::ceil<std::chrono::milliseconds>(patience_).count();
    const int ready = ::poll(&descriptor, 1, static_cast<int>(std::min<std::int64_t>(limit, 1 << 30)));
    if (ready == 0) return unexpected(make_error(BenchFault::unsettled, "no answer in time"));
    if (ready < 0 && errno != EINTR)
        return unexpected(make_error(BenchFault::connection, std::strerror(errno)));
    return {};
}

Result<void, BenchError> Inquirer::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN && errno != EINTR)
            return unexpected(make_error(BenchFault::connection, std::strerror(errno)));
        if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
        if (bytes.empty()) break;
        if (auto awaited = await(POLLOUT); !awaited) return awaited;
    }
    return {};
}

Result<std::string, BenchError> Inquirer::read_line() {
    for (;;) {
        if (const auto end = input_.find('\n'); end != std::string::npos) {
            std::string line = input_.substr(0, end);
            input_.erase(0, end + 1);
            return line;
        }
        if (input_.size() > longest_line)
            return unexpected(make_error(BenchFault::wrong, "a line of its answer does not end"));
        if (const auto awaited = await(POLLIN); !awaited) return unexpected(awaited.error());
        std::array<char, 65536> buffer;
        const auto size = ::recv(socket_.number(), buffer.data(), buffer.size(), 0);
        if (size == 0)
            return unexpected(make_error(BenchFault::connection, "the server closed the connection"));
        if (size < 0 && errno != EAGAIN && errno != EINTR)
            return unexpected(make_error(BenchFault::connection, std::strerror(errno)));
        if (size > 0) input_.append(buffer.data(), static_cast<std::size_t>(size));
    }
}

Result<void, BenchError> Inquirer::ask(std::string_view client) {
    return send((asks_nearby_ ? "NEARBY " : "WHATSAT ") + std::string(client) + " 0 0\n");
}

Result<bool, BenchError> Inquirer::read_told(const HerdDialect::Newest& newest) {
    const auto at = read_line();
    if (!at) return unexpected(at.error());
    if (at->starts_with("? ")) {
        // It does not know the client yet, or not the command.
        if (!is_understood_) asks_nearby_ = !asks_nearby_;
        return false;
    }
    is_understood_ = true;
    const auto size = take_at_line(*at + "\n", {newest.head, newest.client, newest.tail});
    for (std::size_t rest = 0; rest < longest_told;) {
        const auto line = read_line();
        if (!line) return unexpected(line.error());
        if (line->empty()) return size.has_value();
        rest += line->size();
    }
    return unexpected(make_error(BenchFault::wrong, "its answer about " + newest.client + " does not end"));
}

}  // namespace herd::bench

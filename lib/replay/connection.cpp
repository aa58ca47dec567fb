#include "replay/connection.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <sys/socket.h>
#include <utility>

namespace herd::replay {
namespace {

constexpr nanoseconds connect_patience = std::chrono::seconds(1);
constexpr nanoseconds retry_interval = std::chrono::milliseconds(500);
// No server answers an IAMAT with more.
constexpr std::size_t longest_answer = std::size_t{1} << 20;

}  // namespace

Connection::Connection(bench::Endpoint endpoint, Tally& tally)
    : endpoint_(std::move(endpoint)), tally_(tally) {}

Result<void, std::string> Connection::connect() {
    last_try_ = std::chrono::steady_clock::now();
    auto socket = bench::connect_to(endpoint_, connect_patience);
    if (!socket) return unexpected(socket.error());
    socket_ = std::move(*socket);
    return {};
}

// A server that is down is not asked for each point.
bool Connection::try_again() {
    if (is_up()) return true;
    return std::chrono::steady_clock::now() - last_try_ >= retry_interval && connect();
}

void Connection::say(std::string_view client, std::string_view location, std::string_view time) {
    if (!try_again()) {
        ++tally_.lost;
        return;
    }
    std::string ending(" ");
    ending.append(client).append(" ").append(location).append(" ").append(time);
    output_.append("IAMAT").append(ending).push_back('\n');
    waiting_.push_back(std::move(ending));
    send_some();
}

void Connection::on_ready() {
    if (!is_up()) return;
    send_some();
    while (is_up() && receive_some()) {
    }
}

void Connection::send_some() {
    if (output_.empty() || !is_up()) return;
    const auto sent = ::send(socket_->number(), output_.data(), output_.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
        output_.erase(0, static_cast<std::size_t>(sent));
    } else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
        lose();
    }
}

// Whether there may be more.
bool Connection::receive_some() {
    std::array<char, 65536> bytes;
    const auto size = ::recv(socket_->number(), bytes.data(), bytes.size(), 0);
    if (size > 0) {
        input_.append(bytes.data(), static_cast<std::size_t>(size));
        take_lines();
        return is_up() && static_cast<std::size_t>(size) == bytes.size();
    }
    const bool is_passing = size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
    if (!is_passing) lose();
    return false;
}

void Connection::take_lines() {
    std::size_t start = 0;
    for (auto end = input_.find('\n'); end != std::string::npos; end = input_.find('\n', start)) {
        if (waiting_.empty()) return lose();
        on_answer(std::string_view(input_).substr(start, end - start));
        start = end + 1;
    }
    input_.erase(0, start);
    if (input_.size() > longest_answer) lose();
}

void Connection::on_answer(std::string_view line) {
    const bool is_known = line.starts_with("AT ");
    const bool is_news = is_known && line.ends_with(waiting_.front());
    ++(is_news ? tally_.accepted : is_known ? tally_.stale : tally_.refused);
    waiting_.pop_front();
}

void Connection::lose() {
    socket_.reset();
    give_up();
}

void Connection::give_up() {
    tally_.lost += waiting_.size();
    waiting_.clear();
    input_.clear();
    output_.clear();
}

}  // namespace herd::replay

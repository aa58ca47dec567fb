#include "nats_client.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <stdexcept>
#include <sys/socket.h>

namespace herd::bench {
namespace {

constexpr std::string_view line_end = "\r\n";

}  // namespace

NatsClient::NatsClient(std::uint16_t port) : socket_(port) {
    socket_.receive_until(line_end);  // INFO
    socket_.send(
        "CONNECT {\"verbose\":false,\"pedantic\":false,\"lang\":\"c++\",\"version\":\"1\"}\r\nPING\r\n");
    socket_.receive_until("PONG\r\n");
}

void NatsClient::subscribe() {
    socket_.send("SUB " + std::string(subject) + " 1\r\nPING\r\n");
    socket_.receive_until("PONG\r\n");
}

void NatsClient::publish(std::string_view payload) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), payload.size()).ptr;
    output_.append("PUB ").append(subject).append(" ");
    output_.append(digits.data(), end).append(line_end).append(payload).append(line_end);
}

void NatsClient::flush() {
    if (output_.empty()) return;
    socket_.send(output_);
    output_.clear();
}

bool NatsClient::read() {
    std::array<char, 65536> chunk;
    const auto size = recv(descriptor(), chunk.data(), chunk.size(), MSG_DONTWAIT);
    if (size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR))
        throw std::runtime_error("a connection to nats-server is lost");
    if (size < 0) return false;
    input_.append(chunk.data(), static_cast<std::size_t>(size));
    return true;
}

std::string_view NatsClient::next_message(std::size_t& at) {
    const std::string_view input = input_;
    for (;;) {
        const auto end = input.find(line_end, at);
        if (end == std::string_view::npos) return {};
        const auto line = input.substr(at, end - at);
        const auto next = end + line_end.size();
        if (line.starts_with("MSG ")) {
            std::size_t size = 0;
            const auto number = line.substr(line.rfind(' ') + 1);
            std::from_chars(number.data(), number.data() + number.size(), size);
            if (input.size() - next < size + line_end.size()) return {};
            at = next + size + line_end.size();
            return input.substr(next, size);
        }
        if (line.starts_with("-ERR")) throw std::runtime_error("nats-server: " + std::string(line));
        if (line == "PING") socket_.send("PONG\r\n");
        at = next;
    }
}

}  // namespace herd::bench

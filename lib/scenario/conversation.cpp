#include "scenario/conversation.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace herd::scenario {
namespace {

constexpr std::size_t most_answers = std::size_t{16} << 20;  // bytes

std::string join_lines(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text.append(line).push_back('\n');
    return text;
}

/// The addresses of a host, for as long as it is in scope.
class Resolved {
public:
    Resolved(const std::string& host, std::uint16_t port) {
        addrinfo hints{};
        hints.ai_family = AF_UNSPEC;
        hints.ai_socktype = SOCK_STREAM;
        error_ = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &list_);
    }
    Resolved(const Resolved&) = delete;
    Resolved& operator=(const Resolved&) = delete;
    ~Resolved() {
        if (list_) ::freeaddrinfo(list_);
    }

    /// The first address of IPv4, which servers listen at if their host has one; or else the first.
    const addrinfo* best() const {
        for (const auto* one = list_; one; one = one->ai_next) {
            if (one->ai_family == AF_INET) return one;
        }
        return list_;
    }
    const char* why() const { return ::gai_strerror(error_); }

private:
    addrinfo* list_ = nullptr;
    int error_ = 0;
};

}  // namespace

Conversation::Conversation(const Address& address, std::vector<std::string> lines)
    : server_(address.server),
      name_(address.server + " at " + address.host + ":" + std::to_string(address.port)),
      output_(join_lines(lines)),
      line_count_(lines.size()),
      answers_(std::move(lines)) {
    connect(address);
}

Conversation::Conversation(Conversation&& other) noexcept
    : server_(std::move(other.server_)),
      name_(std::move(other.name_)),
      output_(std::move(other.output_)),
      line_count_(other.line_count_),
      answers_(std::move(other.answers_)),
      sent_(other.sent_),
      socket_(std::exchange(other.socket_, -1)),
      state_(other.state_),
      why_(std::move(other.why_)) {}

Conversation::~Conversation() {
    if (socket_ >= 0) ::close(socket_);
}

void Conversation::connect(const Address& address) {
    const Resolved resolved(address.host, address.port);
    const auto* target = resolved.best();
    if (!target) return fail(resolved.why());
    socket_ = ::socket(target->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket_ < 0) return fail(std::generic_category().message(errno));
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(socket_, target->ai_addr, target->ai_addrlen) == 0) {
        state_ = State::talking;
    } else if (errno != EINPROGRESS) {
        fail(std::generic_category().message(errno));
    }
}

short Conversation::events() const {
    if (is_over()) return 0;
    if (is_connecting()) return POLLOUT;
    return static_cast<short>(has_sent() ? POLLIN : POLLIN | POLLOUT);
}

void Conversation::advance(bool speaks) {
    if (is_connecting()) finish_connecting();
    if (state_ == State::talking && speaks) send_more();
    // A server may answer, or close, whatever is still to be sent.
    if (state_ == State::talking) receive_more();
}

void Conversation::finish_connecting() {
    pollfd ready{socket_, POLLOUT, 0};
    if (::poll(&ready, 1, 0) <= 0) return;
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) return fail(std::generic_category().message(error));
    state_ = State::talking;
}

void Conversation::send_more() {
    while (!has_sent()) {
        const auto count =
            ::send(socket_, output_.data() + sent_, output_.size() - sent_, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno == EINTR) continue;
        // Full for now; or closed, which reading tells, behind what the server has said.
        if (count < 0) return;
        sent_ += static_cast<std::size_t>(count);
    }
}

void Conversation::receive_more() {
    std::array<char, 65536> piece;
    while (!answers_.is_whole()) {
        const auto count = ::recv(socket_, piece.data(), piece.size(), MSG_DONTWAIT);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
        if (count < 0) return fail(std::generic_category().message(errno));
        if (count == 0) return fail("the server closed the connection");
        answers_.append({piece.data(), static_cast<std::size_t>(count)});
        if (answers_.bytes().size() > most_answers) return fail("more than 16 MiB of answers");
    }
    state_ = State::whole;
}

void Conversation::fail(std::string_view what) {
    state_ = State::failed;
    why_ = name_ + ": " + std::string(what);
    if (line_count_ > 1 || !answers_.bytes().empty()) {
        why_ += ", after " + std::to_string(answers_.complete()) + " of " + std::to_string(line_count_) +
                (line_count_ == 1 ? " answer" : " answers");
    }
}

std::string Conversation::describe_silence() const {
    if (is_connecting()) return name_ + ": no connection in time";
    if (sent_ == 0 && !output_.empty()) return name_ + ": said nothing, as others were not connected in time";
    if (!has_sent()) return name_ + ": does not read what it is sent";
    std::string why = name_ + ": no answer in time";
    if (!answers_.bytes().empty()) {
        why = name_ + ": only " + std::to_string(answers_.complete()) + " of " + std::to_string(line_count_) +
              " answers in time";
    }
    return why;
}

void hold(std::vector<Conversation>& conversations, const std::vector<bool>& awaits, nanoseconds patience) {
    using std::chrono::steady_clock;
    const auto deadline = steady_clock::now() + patience;
    std::vector<pollfd> waiting;
    for (;;) {
        for (auto& one : conversations) {
            if (one.is_connecting()) one.advance(false);
        }
        const bool speaks = std::none_of(conversations.begin(), conversations.end(),
                                         [](const Conversation& one) { return one.is_connecting(); });
        waiting.clear();
        for (std::size_t i = 0; i < conversations.size(); ++i) {
            auto& one = conversations[i];
            one.advance(speaks);
            if (one.is_over() || (!awaits[i] && speaks && one.has_sent())) continue;
            const auto room = speaks || one.is_connecting() ? POLLIN | POLLOUT : POLLIN;
            waiting.push_back({one.descriptor(), static_cast<short>(one.events() & room), 0});
        }
        if (waiting.empty()) return;
        const auto left = deadline - steady_clock::now();
        if (left <= steady_clock::duration::zero()) return;
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(left).count();
        ::poll(waiting.data(), waiting.size(), static_cast<int>(std::min<long long>(wait, 1000)));
    }
}

}  // namespace herd::scenario

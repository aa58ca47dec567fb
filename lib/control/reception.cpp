#include "control/reception.hpp"

#include <cerrno>
#include <cstdint>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <system_error>
#include <utility>

namespace herd::control {

Reception::Reception(Descriptor listening, Crowd& crowd)
    : listening_(std::move(listening)), ended_(::eventfd(0, EFD_CLOEXEC)), crowd_(crowd) {
    if (!ended_.is_open()) throw std::system_error(errno, std::generic_category());
    thread_ = std::thread([this] { run(); });
}

Reception::~Reception() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(ended_.number(), &one, sizeof one);
    thread_.join();
}

void Reception::run() {
    constexpr int pause_ms = 50;
    for (;;) {
        pollfd entries[2]{{ended_.number(), POLLIN, 0}, {listening_.number(), POLLIN, 0}};
        ::poll(entries, 2, -1);
        if (entries[0].revents != 0) return;
        Descriptor socket(::accept4(listening_.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (socket.is_open()) {
            crowd_.admit(std::move(socket));
        } else if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED) {
            // There are no descriptors left: the connection stays in the queue until there is one.
            ::poll(entries, 1, pause_ms);
        }
    }
}

}  // namespace herd::control

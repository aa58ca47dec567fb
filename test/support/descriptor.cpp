#include "support/descriptor.hpp"

#include <cerrno>
#include <poll.h>
#include <sys/resource.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "support/patience.hpp"

namespace herd::test {

void throw_system_error(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    if (this != &other) {
        close();
        number_ = other.release();
    }
    return *this;
}

int Descriptor::release() {
    return std::exchange(number_, -1);
}

void Descriptor::close() {
    if (number_ >= 0) ::close(release());
}

void await_events(const Descriptor& descriptor, short events, const std::string& what) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) throw std::runtime_error("out of patience: " + what);
        pollfd entry{descriptor.get(), events, 0};
        const int ready = ::poll(&entry, 1, static_cast<int>(left.count()));
        if (ready > 0) return;
        if (ready < 0 && errno != EINTR) throw_system_error(what);
    }
}

bool has_events(const Descriptor& descriptor, short events) {
    pollfd entry{descriptor.get(), events, 0};
    return ::poll(&entry, 1, 0) > 0;
}

std::size_t raise_file_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) throw_system_error("getrlimit");
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

}  // namespace herd::test

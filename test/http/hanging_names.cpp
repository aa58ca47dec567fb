#include "hanging_names.hpp"

#include <condition_variable>
#include <dlfcn.h>
#include <mutex>
#include <netdb.h>
#include <string_view>

#include "support/patience.hpp"

namespace herd::test {
namespace {

std::mutex mutex;  // of the rest
std::condition_variable changed;
bool is_hanging = false;
int waiting = 0;

void hang() {
    std::unique_lock lock(mutex);
    ++waiting;
    changed.wait_for(lock, patience, [] { return !is_hanging; });
    --waiting;
    changed.notify_all();
}

}  // namespace

HangingNames::HangingNames() {
    const std::lock_guard lock(mutex);
    is_hanging = true;
}

HangingNames::~HangingNames() {
    std::unique_lock lock(mutex);
    is_hanging = false;
    changed.notify_all();
    changed.wait_for(lock, patience, [] { return waiting == 0; });
}

int HangingNames::questions() const {
    const std::lock_guard lock(mutex);
    return waiting;
}

}  // namespace herd::test

/// Stands before the system's, for libraries too.
extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** found) {
    if (node && std::string_view(node) == "hanging.test") {
        herd::test::hang();
        return EAI_NONAME;
    }
    static const auto real = reinterpret_cast<decltype(&getaddrinfo)>(dlsym(RTLD_NEXT, "getaddrinfo"));
    return real(node, service, hints, found);
}

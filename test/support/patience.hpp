#pragma once

#include <chrono>
#include <thread>

namespace herd::test {

/// How long a test waits for what has to happen: only a fault takes so long, on a busy machine and under a
/// sanitizer too.
inline constexpr std::chrono::seconds patience{30};

/// Whether a condition comes true in time.
template <class Condition>
bool eventually(Condition condition) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::yield();
    }
    return true;
}

}  // namespace herd::test

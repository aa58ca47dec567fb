#pragma once

namespace herd {

/// Prints the broken assertion and aborts.
[[noreturn]] void assertion_failed(const char* what, const char* file, int line);

}  // namespace herd

/// Stays on in release builds: a broken invariant ends the program rather than spreading through a herd.
#define HERD_ASSERT(condition) \
    ((condition) ? static_cast<void>(0) : ::herd::assertion_failed(#condition, __FILE__, __LINE__))

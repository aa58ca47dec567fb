#pragma once

namespace herd::core {

/// Has a cache line fetched, for when it is looked at soon.
inline void prefetch_line(const void* at) {
    __builtin_prefetch(at);
    // A prefetch does nothing that a program could notice, so compilers take functions that do no more for
    // functions that do nothing, and leave out their calls. This empty instruction is one that they must not.
    asm volatile("" : : "r"(at));
}

}  // namespace herd::core

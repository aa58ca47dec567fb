#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>

namespace herd::core {

/// Memory of zeros, at the start of a cache line. Much of it costs nothing before it is touched, and lies in
/// large pages: what is met at random otherwise costs a walk through the page tables beside the memory
/// itself. Errors: throws std::bad_alloc.
void* allocate_zeroed(std::size_t bytes);
void free_zeroed(void* memory, std::size_t bytes);

/// A fixed number of things whose bytes are zero at first; or none.
template <class T>
class ZeroedArray {
public:
    ZeroedArray() : memory_(nullptr, Free(0)) {}
    explicit ZeroedArray(std::size_t size)
        : memory_(static_cast<T*>(allocate_zeroed(size * sizeof(T))), Free(size * sizeof(T))) {
        static_assert(std::is_trivially_destructible_v<T>);
    }

    explicit operator bool() const { return memory_ != nullptr; }
    T& operator[](std::size_t at) const { return memory_[at]; }

private:
    struct Free {
        explicit Free(std::size_t the_bytes) : bytes(the_bytes) {}
        void operator()(T* memory) const { free_zeroed(memory, bytes); }
        std::size_t bytes;
    };
    std::unique_ptr<T[], Free> memory_;
};

}  // namespace herd::core

#include "support/allocations.hpp"

namespace {

thread_local std::size_t allocations = 0;

}  // namespace

// What the functions below stand in front of. Memory comes from the system's library all the same, so its
// `free` takes it back. Source: glibc manual, "Replacing malloc"
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);

void* malloc(std::size_t size) noexcept {
    ++allocations;
    return __libc_malloc(size);
}

void* calloc(std::size_t count, std::size_t size) noexcept {
    ++allocations;
    return __libc_calloc(count, size);
}

void* realloc(void* memory, std::size_t size) noexcept {
    ++allocations;
    return __libc_realloc(memory, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
    ++allocations;
    return __libc_memalign(alignment, size);
}
}

namespace herd::test {

std::size_t count_allocations() {
    return allocations;
}

}  // namespace herd::test

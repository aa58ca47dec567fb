#include "core/zeroed_array.hpp"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <sys/mman.h>

namespace herd::core {
namespace {

constexpr std::size_t cache_line_bytes = 64;
constexpr std::size_t huge_page_bytes = std::size_t{2} << 20;

}  // namespace

void* allocate_zeroed(std::size_t bytes) {
    if (bytes < huge_page_bytes) {
        const std::size_t lines = (bytes + cache_line_bytes - 1) / cache_line_bytes;
        void* const memory = std::aligned_alloc(cache_line_bytes, lines * cache_line_bytes);
        if (!memory) throw std::bad_alloc();
        return std::memset(memory, 0, bytes);
    }
    // A large page has its place: map so much that one of them begins within, and give back what is around.
    const std::size_t mapped = bytes + huge_page_bytes;
    void* const memory = ::mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    const std::size_t before =
        (huge_page_bytes - reinterpret_cast<std::uintptr_t>(memory) % huge_page_bytes) % huge_page_bytes;
    char* const start = static_cast<char*>(memory) + before;
    if (before > 0) ::munmap(memory, before);
    ::munmap(start + bytes, mapped - before - bytes);
    // Only advice: without it all works, more slowly.
    static_cast<void>(::madvise(start, bytes, MADV_HUGEPAGE));
    return start;
}

void free_zeroed(void* memory, std::size_t bytes) {
    if (bytes < huge_page_bytes) {
        std::free(memory);
    } else {
        ::munmap(memory, bytes);
    }
}

}  // namespace herd::core

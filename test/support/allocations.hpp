#pragma once

#include <cstddef>

namespace herd::test {

/// How often the calling thread has allocated memory, by operator new or malloc or any other of that family.
/// Shape: for executables that have allocations.cpp among their own sources, so that it is linked before the
/// system's library.
std::size_t count_allocations();

}  // namespace herd::test

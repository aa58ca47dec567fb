#include "base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace herd {

void assertion_failed(const char* what, const char* file, int line) {
    std::fprintf(stderr, "herd: assertion failed: %s (%s:%d)\n", what, file, line);
    std::abort();
}

}  // namespace herd

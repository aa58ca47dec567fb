#include "bench_progress.hpp"

#include <cinttypes>
#include <cstdio>
#include <string>
#include <unistd.h>

namespace herd::app {

BenchProgress::BenchProgress(std::size_t runs) : is_on_(isatty(STDERR_FILENO) == 1), runs_(runs) {}

BenchProgress::~BenchProgress() {
    if (is_shown_) std::fputs("\r\x1b[K", stderr);
}

void BenchProgress::show(std::string_view phase, std::uint64_t answers) {
    if (!is_on_) return;
    std::fprintf(stderr, "\r\x1b[Krun %zu of %zu: %s, %" PRIu64 " answers", run_, runs_,
                 std::string(phase).c_str(), answers);
    std::fflush(stderr);
    is_shown_ = true;
}

}  // namespace herd::app

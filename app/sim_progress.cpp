#include "sim_progress.hpp"

#include <cstdio>
#include <string>
#include <unistd.h>

namespace herd::app {

using std::chrono::steady_clock;

SimProgress::SimProgress(std::optional<std::uint64_t> seeds)
    : is_on_(isatty(STDERR_FILENO) == 1), seeds_(seeds) {}

void SimProgress::add(bool has_passed) {
    ++done_;
    if (!has_passed) ++bad_;
    const auto now = steady_clock::now();
    if (!is_on_ || now - shown_ < std::chrono::milliseconds(100)) return;
    shown_ = now;
    const double rate = static_cast<double>(done_) / std::chrono::duration<double>(now - begin_).count();
    const std::string all = seeds_ ? " of " + std::to_string(*seeds_) : "";
    std::fprintf(stderr, "\r\x1b[K%s seeds, %.0f a second, %s", (std::to_string(done_) + all).c_str(), rate,
                 bad_ == 0 ? "all passed" : (std::to_string(bad_) + " did not pass").c_str());
    std::fflush(stderr);
}

void SimProgress::clear() {
    if (shown_ != steady_clock::time_point()) std::fputs("\r\x1b[K", stderr);
    shown_ = {};
}

}  // namespace herd::app

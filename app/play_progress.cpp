#include "play_progress.hpp"

#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/utf8.hpp"
#include "log/escape.hpp"

namespace herd::app {
namespace {

/// How many columns the terminal has.
std::size_t find_width() {
    winsize size{};
    const bool is_known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return is_known ? size.ws_col : 80;
}

/// The head of a text that fits into so many columns.
std::string cut(const std::string& text, std::size_t width) {
    std::string_view rest = text;
    for (std::size_t i = 0; i + 1 < width && !rest.empty(); ++i) {
        rest.remove_prefix(read_utf8_sequence(rest).size);
    }
    return text.substr(0, text.size() - rest.size());
}

}  // namespace

PlayProgress::PlayProgress(std::size_t scenarios)
    : is_on_(isatty(STDERR_FILENO) == 1), scenarios_(scenarios) {}

void PlayProgress::start(const std::string& title, std::size_t steps) {
    title_.clear();
    log::append_text_escaped(title, title_);
    steps_ = steps;
    ++started_;
    show("starts");
}

void PlayProgress::show_step(std::size_t step, const std::string& what) {
    show("step " + std::to_string(step + 1) + " of " + std::to_string(steps_) + ": " + what);
}

void PlayProgress::show(const std::string& line) {
    if (!is_on_) return;
    const std::string head = "[" + std::to_string(started_) + "/" + std::to_string(scenarios_) + "] ";
    std::fprintf(stderr, "\r\x1b[K%s", cut(head + title_ + ": " + line, find_width()).c_str());
    std::fflush(stderr);
    is_shown_ = true;
}

void PlayProgress::clear() {
    if (is_shown_) std::fputs("\r\x1b[K", stderr);
    is_shown_ = false;
}

}  // namespace herd::app

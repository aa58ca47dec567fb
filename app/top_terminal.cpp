#include "top_terminal.hpp"

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <poll.h>
#include <string_view>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace herd::app {
namespace {

constexpr std::string_view enter_screen = "\x1b[?1049h\x1b[?25l\x1b[H\x1b[2J";
constexpr std::string_view leave_screen = "\x1b[?25h\x1b[?1049l";

sigset_t watched_signals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP}) sigaddset(&set, number);
    return set;
}

void write_out(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

std::string_view style_on(TopStyle style) {
    switch (style) {
        case TopStyle::heading:
            return "\x1b[1m";
        case TopStyle::alarm:
            return "\x1b[31m";
        case TopStyle::plain:
            break;
    }
    return "";
}

}  // namespace

TopTerminal::TopTerminal() : has_colours_(std::getenv("NO_COLOR") == nullptr) {
    const auto set = watched_signals();
    sigprocmask(SIG_BLOCK, &set, nullptr);
    signals_ = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    enter();
}

TopTerminal::~TopTerminal() {
    leave();
    if (signals_ >= 0) close(signals_);
}

void TopTerminal::enter() {
    termios settings{};
    if (tcgetattr(STDIN_FILENO, &settings) == 0) {
        before_ = settings;
        settings.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
        tcsetattr(STDIN_FILENO, TCSANOW, &settings);
    }
    write_out(enter_screen);
}

void TopTerminal::leave() {
    write_out(leave_screen);
    if (before_) tcsetattr(STDIN_FILENO, TCSANOW, &*before_);
}

TopScreen TopTerminal::size() const {
    winsize found{};
    TopScreen screen;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &found) == 0 && found.ws_col > 0 && found.ws_row > 0) {
        screen.columns = found.ws_col;
        screen.rows = found.ws_row;
    }
    return screen;
}

void TopTerminal::show(const std::vector<TopLine>& lines) {
    std::string text = "\x1b[H";
    bool is_first = true;
    for (const auto& line : lines) {
        if (!is_first) text += "\r\n";
        is_first = false;
        const std::string_view style = has_colours_ ? style_on(line.style) : "";
        text.append(style).append(line.text);
        if (!style.empty()) text += "\x1b[0m";
        text += "\x1b[K";
    }
    write_out(text + "\x1b[J");
}

TopInput TopTerminal::await_input(std::chrono::milliseconds limit) {
    std::array<pollfd, 2> watched{{{signals_, POLLIN, 0}, {before_ ? STDIN_FILENO : -1, POLLIN, 0}}};
    if (poll(watched.data(), watched.size(), static_cast<int>(limit.count())) <= 0) return TopInput::nothing;
    if (watched[0].revents != 0) return read_signal();
    return read_keys();
}

TopInput TopTerminal::read_signal() {
    signalfd_siginfo signal{};
    if (read(signals_, &signal, sizeof(signal)) != sizeof(signal)) return TopInput::nothing;
    if (signal.ssi_signo == SIGWINCH) return TopInput::resized;
    if (signal.ssi_signo != SIGTSTP) return TopInput::quit;
    leave();
    raise(SIGSTOP);
    enter();
    return TopInput::resized;
}

TopInput TopTerminal::read_keys() {
    std::array<char, 64> keys{};
    const auto size = read(STDIN_FILENO, keys.data(), keys.size());
    // The other end of the terminal is gone.
    if (size <= 0) return TopInput::quit;
    const std::string_view text(keys.data(), static_cast<std::size_t>(size));
    if (text.find_first_of("qQ") != std::string_view::npos) return TopInput::quit;
    if (text == "\x1b[A" || text == "\x1bOA" || text == "k") return TopInput::up;
    if (text == "\x1b[B" || text == "\x1bOB" || text == "j" || text == " ") return TopInput::down;
    return TopInput::nothing;
}

}  // namespace herd::app

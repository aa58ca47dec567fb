#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <termios.h>
#include <vector>

#include "top_frame.hpp"

namespace herd::app {

/// What somebody does at the terminal.
enum class TopInput { nothing, quit, up, down, resized };

/// The whole of a terminal, until this goes: then it is as it was, its text included. One at a time; while it
/// is there, signals that end a program are input.
class TopTerminal {
public:
    TopTerminal();
    ~TopTerminal();
    TopTerminal(const TopTerminal&) = delete;
    TopTerminal& operator=(const TopTerminal&) = delete;

    TopScreen size() const;
    void show(const std::vector<TopLine>& lines);

    /// The next input, waiting for it so long at most.
    TopInput await_input(std::chrono::milliseconds limit);

private:
    void enter();
    void leave();
    TopInput read_signal();
    TopInput read_keys();

    std::optional<termios> before_;  // nothing, if standard input is no terminal
    int signals_ = -1;
    bool has_colours_;
};

}  // namespace herd::app

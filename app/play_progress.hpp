#pragma once

#include <cstddef>
#include <string>

namespace herd::app {

/// One line on standard error that tells which step of which scenario is played, if that is a terminal.
class PlayProgress {
public:
    /// Shape: `scenarios` is how many there are to be played.
    explicit PlayProgress(std::size_t scenarios);

    void start(const std::string& title, std::size_t steps);
    void show_step(std::size_t step, const std::string& what);

    /// Takes the line away, before something else is said.
    void clear();

private:
    void show(const std::string& line);

    bool is_on_;
    std::size_t scenarios_;
    std::size_t started_ = 0;
    std::string title_;
    std::size_t steps_ = 0;
    bool is_shown_ = false;
};

}  // namespace herd::app

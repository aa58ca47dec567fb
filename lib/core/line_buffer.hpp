#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace herd::core {

/// Cuts a client's bytes into lines.
class LineBuffer {
public:
    /// One line, without its LF or CR LF; a view until the next call that is not const.
    struct Line {
        std::string_view text;
        bool too_long = false;  // `text` then is what there is of it
    };

    /// Units: `max_line` in bytes, without LF or CR LF.
    explicit LineBuffer(std::size_t max_line) : max_line_(max_line) {}

    void append(std::string_view bytes);

    /// The next line that has its LF, or that is too long whatever may follow.
    std::optional<Line> next();

    /// What no LF has followed yet, taken as a line; nothing if there is nothing. To be asked for once `next`
    /// has no more.
    std::optional<Line> take_rest();

    /// Whether `next` has a line.
    bool has_line();

    /// What waits, whole lines or not; a view until the next call that is not const.
    std::string_view rest() const { return std::string_view(buffer_).substr(at_); }
    /// Whether bytes wait, whole lines or not.
    bool empty() const { return at_ == buffer_.size(); }

    void clear();

private:
    std::size_t find_end();

    std::size_t max_line_;
    std::string buffer_;
    std::size_t at_ = 0;       // where the next line begins
    std::size_t scanned_ = 0;  // no LF from `at_` to here
};

}  // namespace herd::core

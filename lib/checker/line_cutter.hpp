#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace herd::checker {

/// Cuts what a client says into lines, as the protocol has it.
class LineCutter {
public:
    struct Line {
        std::string text;  // without LF or CR LF
        bool is_too_long = false;
    };

    /// Units: bytes, without LF or CR LF.
    explicit LineCutter(std::size_t max_line) : max_line_(max_line) {}

    void append(std::string_view bytes);

    /// The next line that is whole, or too long whatever follows. Nothing follows one that is too long.
    std::optional<Line> next();
    /// What no LF has followed, taken for a line; nothing, if there is nothing.
    std::optional<Line> take_rest();

    std::string_view rest() const { return std::string_view(bytes_).substr(at_); }

private:
    std::size_t max_line_;
    std::string bytes_;
    std::size_t at_ = 0;
    bool is_over_ = false;
};

}  // namespace herd::checker

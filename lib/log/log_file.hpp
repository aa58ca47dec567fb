#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <sys/stat.h>

namespace herd::log {

/// One file of lines on the disk, NAME.log: appended to by whole lines, rotated by size to NAME.log.1 and so
/// on, made anew if someone moved or removed it. Whatever fails, a line is in the file whole or the next one
/// begins on a line of its own.
class LogFile {
public:
    /// Opens nothing yet. `rotate_size` 0: never rotated.
    LogFile(std::filesystem::path path, std::size_t rotate_size, int rotate_keep);
    ~LogFile();
    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;

    /// What came of `append`. Lines may all be written, and an error be there still: that of a rotation.
    struct Outcome {
        std::size_t written = 0;           // bytes, of whole lines
        std::optional<std::string> error;  // "/var/log/herd/Ball.log: cannot write: No space left on device"
    };

    /// Appends lines, each with LF at its end; rotates between two of them where the next one would take the
    /// file past `rotate_size`.
    Outcome append(std::string_view lines);

private:
    std::optional<std::string> open();
    void close();
    bool is_current() const;
    std::optional<std::string> rotate();
    std::size_t fitting(std::string_view lines) const;
    Outcome write(std::string_view lines);
    void drop_torn_line(std::size_t size);
    std::filesystem::path rotated(int age) const;
    std::string failure(const char* what, int error) const;

    const std::filesystem::path path_;
    const std::size_t rotate_size_;
    const int rotate_keep_;
    int descriptor_ = -1;
    struct stat identity_ {};  // of the open file
    bool regular_ = false;     // no device and no pipe: has a size, can be rotated
    std::size_t size_ = 0;     // of the open file
    bool torn_ = false;        // the open file ends in the midst of a line
};

}  // namespace herd::log

#include "log/log_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace herd::log {
namespace {

bool is_there(const std::filesystem::path& path) {
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0;
}

}  // namespace

LogFile::LogFile(std::filesystem::path path, std::size_t rotate_size, int rotate_keep)
    : path_(std::move(path)), rotate_size_(rotate_size), rotate_keep_(rotate_keep) {}

LogFile::~LogFile() {
    close();
}

LogFile::Outcome LogFile::append(std::string_view lines) {
    Outcome outcome;
    if (descriptor_ != -1 && !is_current()) close();
    while (!lines.empty()) {
        if (descriptor_ == -1) {
            if (auto error = open()) return {outcome.written, std::move(error)};
        }
        std::size_t part = fitting(lines);
        if (part == 0) {
            outcome.error = rotate();
            // A file that cannot be rotated grows on: better than losing lines.
            if (!outcome.error) continue;
            part = lines.size();
        }
        Outcome step = write(lines.substr(0, part));
        outcome.written += step.written;
        if (step.error) return {outcome.written, std::move(step.error)};
        lines.remove_prefix(part);
    }
    return outcome;
}

/// The bytes of whole lines that the file has room for; an empty file has room for at least one line.
std::size_t LogFile::fitting(std::string_view lines) const {
    if (rotate_size_ == 0 || !regular_) return lines.size();
    const std::size_t room = rotate_size_ > size_ ? rotate_size_ - size_ : 0;
    if (lines.size() <= room) return lines.size();
    const std::size_t end = room == 0 ? lines.npos : lines.rfind('\n', room - 1);
    if (end != lines.npos) return end + 1;
    return size_ == 0 ? lines.find('\n') + 1 : 0;
}

LogFile::Outcome LogFile::write(std::string_view lines) {
    if (torn_) {
        if (::write(descriptor_, "\n", 1) != 1) return {0, failure("write", errno)};
        torn_ = false;
        ++size_;
    }
    std::size_t done = 0;
    while (done < lines.size()) {
        const ssize_t count = ::write(descriptor_, lines.data() + done, lines.size() - done);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            const int error = count < 0 ? errno : EIO;
            const std::size_t last = done == 0 ? lines.npos : lines.rfind('\n', done - 1);
            const std::size_t whole = last == lines.npos ? 0 : last + 1;
            size_ += done;
            if (whole != done) drop_torn_line(size_ - (done - whole));
            return {whole, failure("write", error)};
        }
        done += static_cast<std::size_t>(count);
    }
    size_ += done;
    return {done, std::nullopt};
}

/// Cuts the file back to `size`, unless someone else writes to it too.
void LogFile::drop_torn_line(std::size_t size) {
    struct stat now {};
    torn_ = true;
    if (!regular_ || ::fstat(descriptor_, &now) != 0 || static_cast<std::size_t>(now.st_size) != size_)
        return;
    if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) return;
    size_ = size;
    torn_ = false;
}

std::optional<std::string> LogFile::open() {
    std::error_code ignored;  // if the folder is missing still, opening the file says so
    std::filesystem::create_directories(path_.parent_path(), ignored);
    // Not blocking, because the name may be that of a pipe; readable, to see whether the last line is whole.
    descriptor_ =
        ::open(path_.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0640);
    if (descriptor_ == -1) return failure("open", errno);
    if (::fstat(descriptor_, &identity_) != 0) {
        const int error = errno;
        close();
        return failure("open", error);
    }
    regular_ = S_ISREG(identity_.st_mode);
    size_ = regular_ ? static_cast<std::size_t>(identity_.st_size) : 0;
    char last = '\n';
    if (size_ != 0 && ::pread(descriptor_, &last, 1, identity_.st_size - 1) != 1) last = '\n';
    torn_ = last != '\n';
    return std::nullopt;
}

void LogFile::close() {
    if (descriptor_ != -1) ::close(descriptor_);
    descriptor_ = -1;
}

/// Whether the open file still is the one of that name, and nobody cut it.
bool LogFile::is_current() const {
    struct stat now {};
    if (::stat(path_.c_str(), &now) != 0) return false;
    if (now.st_dev != identity_.st_dev || now.st_ino != identity_.st_ino) return false;
    return !regular_ || static_cast<std::size_t>(now.st_size) == size_;
}

/// Moves every file up by one age, to the first that is free, so that trying again after a failure costs no
/// file.
std::optional<std::string> LogFile::rotate() {
    if (rotate_keep_ <= 0) {
        if (::unlink(path_.c_str()) != 0 && errno != ENOENT) return failure("rotate", errno);
    } else {
        int age = 1;
        while (age < rotate_keep_ && is_there(rotated(age))) ++age;
        for (; age > 0; --age) {
            const std::filesystem::path from = age == 1 ? path_ : rotated(age - 1);
            if (::rename(from.c_str(), rotated(age).c_str()) != 0) return failure("rotate", errno);
        }
    }
    close();
    return std::nullopt;
}

std::filesystem::path LogFile::rotated(int age) const {
    std::filesystem::path path = path_;
    path += "." + std::to_string(age);
    return path;
}

std::string LogFile::failure(const char* what, int error) const {
    return path_.string() + ": cannot " + what + ": " + std::generic_category().message(error);
}

}  // namespace herd::log

#include "config/text_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

#include "base/quantity.hpp"

namespace herd::config {
namespace {

class Descriptor {
public:
    explicit Descriptor(int value) : value_(value) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    int get() const { return value_; }

private:
    int value_;
};

ReadFailure describe(int error) {
    if (error == ENOENT || error == ENOTDIR) return {"no such file", true};
    if (error == EISDIR) return {"a directory and not a file", true};
    return {"cannot be read: " + std::generic_category().message(error), false};
}

}  // namespace

Result<std::string, ReadFailure> read_text_file(const std::filesystem::path& file, std::size_t limit) {
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (descriptor.get() < 0) return unexpected(describe(errno));
    std::string text;
    char piece[65536];
    for (;;) {
        const auto count = ::read(descriptor.get(), piece, sizeof piece);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return unexpected(describe(errno));
        if (count == 0) return text;
        if (text.size() + static_cast<std::size_t>(count) > limit) {
            return unexpected(
                ReadFailure{"larger than " + format_size(limit) + ", the most that is read", false});
        }
        text.append(piece, static_cast<std::size_t>(count));
    }
}

}  // namespace herd::config

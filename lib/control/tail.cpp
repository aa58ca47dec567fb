#include "control/tail.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

#include "control/descriptor.hpp"

namespace herd::control {
namespace {

constexpr off_t most_bytes = off_t{1} << 20;

/// The end of a file. Shape: it begins with the file, or anywhere in a line.
std::string read_end(const std::filesystem::path& file, bool& is_whole) {
    std::string text;
    const Descriptor open_file(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat facts {};
    if (!open_file.is_open() || ::fstat(open_file.number(), &facts) != 0 || !S_ISREG(facts.st_mode))
        return text;
    const off_t begin = std::max<off_t>(0, facts.st_size - most_bytes);
    is_whole = begin == 0;
    text.resize(static_cast<std::size_t>(facts.st_size - begin));
    std::size_t size = 0;
    while (size < text.size()) {
        const auto count = ::pread(open_file.number(), text.data() + size, text.size() - size,
                                   begin + static_cast<off_t>(size));
        if (count <= 0) break;
        size += static_cast<std::size_t>(count);
    }
    text.resize(size);
    return text;
}

}  // namespace

std::vector<std::string> read_last_lines(const std::filesystem::path& file, std::size_t count) {
    bool is_whole = true;
    const std::string text = read_end(file, is_whole);
    std::string_view rest = text;
    if (!is_whole) rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
    rest = rest.substr(0, rest.rfind('\n') + 1);
    std::vector<std::string> lines;
    while (!rest.empty() && lines.size() < count) {
        rest.remove_suffix(1);
        const auto begin = rest.rfind('\n') + 1;
        lines.emplace_back(rest.substr(begin));
        rest = rest.substr(0, begin);
    }
    std::reverse(lines.begin(), lines.end());
    return lines;
}

}  // namespace herd::control

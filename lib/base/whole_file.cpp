#include "base/whole_file.hpp"

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <unistd.h>

namespace herd {

Result<void, std::string> write_whole(const std::filesystem::path& file, std::string_view text) {
    const std::string beside = file.string() + "." + std::to_string(getpid()) + ".part";
    const auto fail = [&](const std::string& what) -> Result<void, std::string> {
        const std::string why = "cannot write " + what + ": " + std::generic_category().message(errno);
        std::remove(beside.c_str());
        return unexpected(why);
    };
    std::FILE* out = std::fopen(beside.c_str(), "w");
    if (!out) return fail(beside);
    const bool is_written = std::fwrite(text.data(), 1, text.size(), out) == text.size();
    const bool is_closed = std::fclose(out) == 0;
    if (!is_written || !is_closed) return fail(beside);
    if (std::rename(beside.c_str(), file.c_str()) != 0) return fail(file.string());
    return {};
}

}  // namespace herd

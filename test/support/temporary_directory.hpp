#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace herd::test {

/// A directory of its own for a test, removed with all that is in it.
class TemporaryDirectory {
public:
    TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory();

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

    /// Writes a file in it, and returns where it is.
    std::filesystem::path write(std::string_view name, std::string_view text) const;

private:
    std::filesystem::path path_;
};

/// A file's bytes; none if there is no file.
std::string read_file(const std::filesystem::path& file);

}  // namespace herd::test

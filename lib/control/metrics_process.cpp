#include "control/metrics_process.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace herd::control {
namespace {

/// The whole of a small file of the system; empty, if it cannot be read.
std::string read_system_file(const char* path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// When the system started. Units: POSIX seconds.
std::optional<double> find_boot_time() {
    std::istringstream lines(read_system_file("/proc/stat"));
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("btime ")) continue;
        std::uint64_t seconds = 0;
        const char* end = line.data() + line.size();
        if (std::from_chars(line.data() + 6, end, seconds).ec == std::errc())
            return static_cast<double>(seconds);
    }
    return std::nullopt;
}

std::uint64_t count_open_files() {
    std::error_code error;
    const std::filesystem::directory_iterator files("/proc/self/fd", error);
    if (error) return 0;
    // Looking at them takes a file, too.
    return static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(std::distance(files, {}) - 1, 0));
}

std::uint64_t find_file_limit() {
    rlimit limit{};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 0;
}

}  // namespace

std::optional<ProcessFacts> parse_process_stat(std::string_view text, double ticks, std::uint64_t page) {
    // The second field is the program's name between parentheses, which may have anything in it.
    const std::size_t name_end = text.rfind(')');
    if (name_end == std::string_view::npos) return std::nullopt;
    text.remove_prefix(name_end + 1);

    std::vector<std::uint64_t> fields;  // from the third one on; what is no number counts as 0
    std::istringstream words{std::string(text)};
    for (std::string word; words >> word;) {
        std::uint64_t& field = fields.emplace_back(0);
        std::from_chars(word.data(), word.data() + word.size(), field);
    }
    constexpr std::size_t first = 3;
    constexpr std::size_t last = 24;
    if (fields.size() <= last - first) return std::nullopt;
    const auto field = [&](std::size_t number) { return fields[number - first]; };

    ProcessFacts facts;
    facts.cpu_seconds = static_cast<double>(field(14) + field(15)) / ticks;
    facts.threads = field(20);
    facts.started = static_cast<double>(field(22)) / ticks;
    facts.virtual_bytes = field(23);
    facts.resident_bytes = field(last) * page;
    return facts;
}

std::optional<ProcessFacts> read_process() {
    auto facts =
        parse_process_stat(read_system_file("/proc/self/stat"), static_cast<double>(::sysconf(_SC_CLK_TCK)),
                           static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)));
    const auto booted = find_boot_time();
    if (!facts || !booted) return std::nullopt;
    facts->started += *booted;
    facts->open_files = count_open_files();
    facts->max_files = find_file_limit();
    return facts;
}

}  // namespace herd::control

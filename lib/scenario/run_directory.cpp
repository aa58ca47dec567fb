#include "scenario/run_directory.hpp"

#include <sstream>
#include <system_error>
#include <utility>

#include "base/whole_file.hpp"
#include "trace/trace_file.hpp"

namespace herd::scenario {
namespace {

/// Makes a directory, and those above it.
Result<void, std::string> make_directory(const std::filesystem::path& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) return unexpected("cannot make " + path.string() + ": " + error.message());
    return {};
}

}  // namespace

Result<RunDirectory, std::string> RunDirectory::open(const std::filesystem::path& path) {
    if (auto made = make_directory(path); !made) return unexpected(std::move(made.error()));
    // What cannot be written in is told before anything is played.
    const auto trial = path / ".herd-run";
    if (auto written = write_whole(trial, ""); !written) return unexpected(std::move(written.error()));
    std::error_code ignored;
    std::filesystem::remove(trial, ignored);
    return RunDirectory(path);
}

Result<std::filesystem::path, std::string> RunDirectory::add_folder(const std::filesystem::path& scenario) {
    const auto slug = make_slug(scenario);
    auto name = slug;
    for (std::size_t i = 2; !names_.insert(name).second; ++i) name = slug + "-" + std::to_string(i);
    auto folder = path_ / name;
    if (auto made = make_directory(folder); !made) return unexpected(std::move(made.error()));
    return folder;
}

std::string make_slug(const std::filesystem::path& file) {
    constexpr std::size_t longest = 100;  // bytes
    std::string slug;
    for (const char c : file.stem().string()) {
        const bool is_kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (is_kept) {
            slug += c;
        } else if (!slug.empty() && slug.back() != '-') {
            slug += '-';
        }
        if (slug.size() == longest) break;
    }
    while (slug.ends_with('-')) slug.pop_back();
    return slug.empty() ? "scenario" : slug;
}

Result<void, std::string> write_run(const Played& played, const trace::Trace& trace) {
    const auto trace_file = played.directory / "trace.json";
    if (trace.servers.empty()) {
        // That of an earlier run is not this one's.
        std::error_code ignored;
        std::filesystem::remove(trace_file, ignored);
    } else {
        std::ostringstream text;
        trace::write_trace(trace, text);
        if (auto written = write_whole(trace_file, text.str()); !written) return written;
    }
    if (auto written = write_whole(played.directory / "report.json", format_json(played)); !written) {
        return written;
    }
    return write_whole(played.directory / "report.txt", format_verdict(played));
}

}  // namespace herd::scenario

#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "base/result.hpp"
#include "scenario/report.hpp"
#include "trace/event.hpp"

namespace herd::scenario {

/// Where what is left of the scenarios that were played is kept, a folder a scenario: `trace.json`,
/// `report.json`, `report.txt`, and the servers' logs. Files of these names are replaced; nothing else that
/// is there is touched.
class RunDirectory {
public:
    /// Makes the directory. Errors: in words, with its name.
    static Result<RunDirectory, std::string> open(const std::filesystem::path& path);

    /// Makes the folder of a scenario, named after its file, and after its place among those of that name.
    /// Errors: in words, with its name.
    Result<std::filesystem::path, std::string> add_folder(const std::filesystem::path& scenario);

private:
    explicit RunDirectory(std::filesystem::path path) : path_(std::move(path)) {}

    std::filesystem::path path_;
    std::set<std::string> names_;  // of the folders so far
};

/// A file's name as a folder's: without directory and ending, letters and digits of ASCII kept, anything else
/// a `-`. Never empty.
std::string make_slug(const std::filesystem::path& file);

/// Writes the trace and the reports of a scenario into its folder. Errors: in words, with the file's name.
Result<void, std::string> write_run(const Played& played, const trace::Trace& trace);

}  // namespace herd::scenario

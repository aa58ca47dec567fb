#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <pthread.h>
#include <sched.h>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "bench/measure.hpp"
#include "bench/own_herd.hpp"
#include "bench_progress.hpp"
#include "bench_report.hpp"
#include "bench_setup.hpp"
#include "commands.hpp"
#include "exit_status.hpp"
#include "file_limit.hpp"
#include "herd_file.hpp"
#include "places_source.hpp"

namespace herd::app {
namespace {

/// A directory for the logs of a herd that is soon gone; goes with all that is in it.
class LogDirectory {
public:
    LogDirectory() {
        std::string name = (std::filesystem::temp_directory_path() / "herd-bench-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::system_error(errno, std::generic_category(), name);
        path_ = name;
    }
    LogDirectory(const LogDirectory&) = delete;
    LogDirectory& operator=(const LogDirectory&) = delete;
    ~LogDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// Lets this thread, and those that it starts, run on one core only. False, and a complaint, if that cannot
/// be.
bool pin_or_complain(unsigned core) {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(core, &cores);
    if (::pthread_setaffinity_np(::pthread_self(), sizeof cores, &cores) == 0) return true;
    say("--pin: there is no core " + std::to_string(core) + " for this process");
    return false;
}

int find_status(bench::BenchFault fault) {
    switch (fault) {
        case bench::BenchFault::connection:
            return exit_connection;
        case bench::BenchFault::unsettled:
            return exit_timeout;
        case bench::BenchFault::wrong:
            break;
    }
    return exit_check_failed;
}

/// One run, or what the command ends with.
using Run = Result<bench::Figures, int>;

Run complain(const bench::BenchError& error) {
    say(error.why);
    return unexpected(find_status(error.fault));
}

Run run_on_own_herd(const BenchSetup& setup, const places::Source& source, bool measures_memory,
                    const bench::Progress& progress) {
    // The herd's threads inherit the core of the one that starts them.
    if (setup.pin && !pin_or_complain(setup.pin->server)) return unexpected<int>(exit_usage);
    auto herd = bench::OwnHerd::start(setup.config, source, [](const std::string& text) { say(text); });
    if (setup.pin && !pin_or_complain(setup.pin->client)) return unexpected<int>(exit_usage);
    if (!herd) {
        say(herd.error());
        return unexpected<int>(exit_connection);
    }
    const auto figures = bench::measure_own_herd(**herd, setup.load, measures_memory, progress);
    return figures ? Run(*figures) : complain(figures.error());
}

Run run_on_running_herd(const BenchSetup& setup, const bench::Progress& progress) {
    if (setup.pin && !pin_or_complain(setup.pin->client)) return unexpected<int>(exit_usage);
    std::vector<net::Address> servers;
    for (const auto& server : setup.config.servers)
        servers.push_back({server.name, server.host, server.port});
    const auto figures = bench::measure_running_herd(servers, setup.load, progress);
    return figures ? Run(*figures) : complain(figures.error());
}

Result<std::vector<bench::Figures>, int> run_all(const BenchSetup& setup, const places::Source& source,
                                                 const BenchArguments& arguments) {
    BenchProgress line(arguments.repeat);
    const auto progress = [&line](std::string_view phase, std::uint64_t answers) {
        line.show(phase, answers);
    };
    std::vector<bench::Figures> runs;
    for (std::size_t i = 0; i < arguments.repeat; ++i) {
        line.start_run();
        // Later herds get memory that an earlier one has left behind.
        const bool measures_memory = arguments.memory && i == 0;
        const auto run = setup.is_own ? run_on_own_herd(setup, source, measures_memory, progress)
                                      : run_on_running_herd(setup, progress);
        if (!run) return unexpected(run.error());
        runs.push_back(*run);
    }
    return runs;
}

}  // namespace

int run_bench(const BenchArguments& arguments) {
    auto setup = read_bench_or_complain(arguments);
    if (!setup) return exit_usage;
    const auto source = choose_places_or_complain(setup->name, setup->config.places);
    if (!source) return exit_usage;
    raise_file_limit();
    std::optional<LogDirectory> logs;
    if (setup->is_own && setup->config.log.level != config::LogLevel::off)
        setup->config.log.directory = logs.emplace().path();
    const auto runs = run_all(*setup, *source, arguments);
    if (!runs) return runs.error();
    const auto report = arguments.json ? format_bench_json(*setup, *runs) : format_bench(*setup, *runs);
    std::fwrite(report.data(), 1, report.size(), stdout);
    return exit_good;
}

}  // namespace herd::app

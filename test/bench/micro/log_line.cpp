// What the loop does for one line of a log. The writer's thread takes it to the disk.

#include <benchmark/benchmark.h>
#include <cstddef>
#include <cstdlib>
#include <string>

#include "log/log.hpp"
#include "support/temporary_directory.hpp"

namespace herd::bench {
namespace {

constexpr log::Entry logged_command{WallTime(std::chrono::seconds(1'795'300'000)),
                                    "command",
                                    log::Direction::in,
                                    "client 17",
                                    "IAMAT client-0000000000042 +34.068930-118.445127 1479413884.392014450",
                                    ""};

void append_log_line(benchmark::State& state, log::Format format) {
    log::Entry entry = logged_command;
    std::string line;
    for (auto _ : state) {
        line.clear();
        benchmark::DoNotOptimize(entry);
        log::append_entry(entry, format, line);
        benchmark::DoNotOptimize(line.data());
    }
    state.counters["bytes"] = static_cast<double>(line.size());
}
BENCHMARK_CAPTURE(append_log_line, json, log::Format::json);
BENCHMARK_CAPTURE(append_log_line, text, log::Format::text);

/// No more of them than may wait for the disk, so that none is lost, which would be cheaper.
void write_log_line(benchmark::State& state) {
    const test::TemporaryDirectory folder;
    log::Options options;
    options.directory = folder.path();
    options.backlog_limit = std::size_t{256} << 20;
    log::Writer writer(options, [](const std::string&) { std::abort(); });
    const auto log = writer.open("Alford");
    for (auto _ : state) log->write(logged_command);
}
BENCHMARK(write_log_line)->Iterations(500'000);

}  // namespace
}  // namespace herd::bench

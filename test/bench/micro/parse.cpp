// What it takes to read a client's line, and to write an answer.

#include <benchmark/benchmark.h>
#include <string>
#include <string_view>

#include "core/client_time.hpp"
#include "core/command.hpp"
#include "core/location.hpp"
#include "core/record.hpp"
#include "core/roster.hpp"

namespace herd::bench {
namespace {

void parse_command(benchmark::State& state, std::string_view line) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(line);
        benchmark::DoNotOptimize(core::parse_command(line));
    }
}
BENCHMARK_CAPTURE(parse_command, iamat,
                  "IAMAT client-0000000000042 +34.068930-118.445127 1479413884.392014450");
BENCHMARK_CAPTURE(parse_command, whatsat, "WHATSAT client-0000000000042 10 5");
BENCHMARK_CAPTURE(parse_command, nearby, "NEARBY client-0000000000042 5 100");
BENCHMARK_CAPTURE(parse_command, unknown_verb, "WHEREIS client-0000000000042 10 5");
BENCHMARK_CAPTURE(parse_command, bad_location,
                  "IAMAT client-0000000000042 +94.068930-118.445127 1479413884.392014450");

void parse_location(benchmark::State& state, std::string_view text) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(text);
        benchmark::DoNotOptimize(core::parse_location(text));
    }
}
BENCHMARK_CAPTURE(parse_location, degrees, "+34.068930-118.445127");
BENCHMARK_CAPTURE(parse_location, minutes, "+3404.1358-11826.7076");
BENCHMARK_CAPTURE(parse_location, seconds, "+340408.148-1182642.457/");

void parse_client_time(benchmark::State& state) {
    std::string_view text = "1479413884.392014450";
    for (auto _ : state) {
        benchmark::DoNotOptimize(text);
        benchmark::DoNotOptimize(core::parse_client_time(text));
    }
}
BENCHMARK(parse_client_time);

void append_at_line(benchmark::State& state) {
    const core::Roster roster({"Alford", "Ball", "Hamilton", "Holiday", "Welsh"});
    core::Record record{"client-0000000000042",
                        "+34.068930-118.445127",
                        "1479413884.392014450",
                        {1479413884, 392014450},
                        WallTime(nanoseconds(1479413884655887836)),
                        2};
    std::string line;
    for (auto _ : state) {
        line.clear();
        benchmark::DoNotOptimize(record);
        core::append_at_line(record, roster, line);
        benchmark::DoNotOptimize(line.data());
    }
}
BENCHMARK(append_at_line);

}  // namespace
}  // namespace herd::bench

#include "bench_options.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>

#include <CLI/CLI.hpp>

#include "base/decimal.hpp"
#include "exit_status.hpp"

namespace herd::app {
namespace {

constexpr const char* bench_footer =
    "Clients say where they are on many connections, every answer is checked, and an\n"
    "update counts when all servers have it. A warm-up makes all clients known first;\n"
    "after the load, updates at a bounded rate tell how long they take to the last\n"
    "server. Without --config, the herd is one of its own on free ports.\n"
    "\n"
    "  herd bench                          the classic ring, 50 connections\n"
    "  herd bench --depth 32 --repeat 5    32 requests under way on each; medians\n"
    "  herd bench --rate 20000             as many a second, whatever the servers do\n"
    "  herd bench --mix iamat=8,whatsat=1,nearby=1 --around 34.07,-118.44\n"
    "  herd bench --servers 25 --topology small-world\n"
    "  herd bench --config herd.toml       a herd that runs, whoever wrote it\n"
    "\n";

std::string format_limit(double limit) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.12g", limit);
    return text.data();
}

/// Says what is wrong with a number within limits. (CLI::Range takes "nan" for one.)
CLI::Validator within(double least, double most) {
    const auto check = [=](const std::string& text) {
        const auto number = parse_double(text);
        if (number && *number >= least && *number <= most) return std::string();
        return "'" + text + "' is no number from " + format_limit(least) + " to " + format_limit(most);
    };
    return CLI::Validator(check, "");
}

/// The same of whole numbers. (CLI11 takes -1 for the greatest one.)
CLI::Validator whole(std::uint64_t least, std::uint64_t most) {
    const auto check = [=](const std::string& text) {
        const auto number = parse_integer(text, most);
        if (number && *number >= least) return std::string();
        return "'" + text + "' is no whole number from " + std::to_string(least) + " to " +
               std::to_string(most);
    };
    return CLI::Validator(check, "");
}

void add_herd_options(CLI::App& command, BenchArguments& bench) {
    auto* config = command.add_option("--config", bench.config, "Measure a herd that runs, as in this file")
                       ->type_name("FILE");
    auto* herd = command.add_option("--herd", bench.herd, "Start the herd of this file, on free ports")
                     ->type_name("FILE")
                     ->excludes(config);
    auto* servers = command.add_option("--servers", bench.servers, "Start a herd of so many servers")
                        ->type_name("N")
                        ->check(whole(1, 1000))
                        ->excludes(config)
                        ->excludes(herd);
    command
        .add_option("--topology", bench.topology,
                    "ring, line, star, tree, grid, regular, small-world, mesh or random")
        ->type_name("SHAPE")
        ->needs(servers);
    command.add_option("--log", bench.log, "messages, connections or off")
        ->type_name("LEVEL")
        ->excludes(config)
        ->capture_default_str();
    command.add_flag("--memory", bench.memory, "Tell what a record takes, too")->excludes(config);
    command.add_option("--server", bench.server, "Only this one is under load; may be given more than once")
        ->type_name("NAME")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
}

void add_client_options(CLI::App& command, BenchArguments& bench) {
    command.add_option("--clients", bench.clients, "Distinct clients")
        ->type_name("N")
        ->check(whole(1, 100'000'000))
        ->capture_default_str();
    command.add_option("--name-length", bench.name_length, "Bytes of a client's name")
        ->type_name("N")
        ->check(whole(1, 1000))
        ->capture_default_str();
    command.add_option("--around", bench.around, "Where clients are; without it, all over the world")
        ->type_name("LAT,LNG");
    command.add_option("--mix", bench.mix, "What clients say, and how often [iamat=1,whatsat=0,nearby=0]")
        ->type_name("VERB=N,...");
    command.add_option("--seed", bench.seed, "What clients are drawn from")
        ->type_name("N")
        ->check(whole(0, UINT64_MAX / 2))
        ->capture_default_str();
}

void add_load_options(CLI::App& command, BenchArguments& bench) {
    command.add_option("--connections", bench.connections, "Connections, to the servers in turn")
        ->type_name("N")
        ->check(whole(1, 100'000))
        ->capture_default_str();
    command.add_option("--depth", bench.depth, "Requests under way on each")
        ->type_name("N")
        ->check(whole(1, 4096))
        ->capture_default_str();
    command.add_option("--connect-idle", bench.idle, "Connections besides, which say nothing")
        ->type_name("N")
        ->check(whole(0, 1'000'000))
        ->capture_default_str();
    auto* seconds = command.add_option("--seconds", bench.seconds, "How long the load lasts")
                        ->type_name("S")
                        ->check(within(0.001, 86400))
                        ->capture_default_str();
    command.add_option("--count", bench.count, "How many requests it is, instead")
        ->type_name("N")
        ->check(whole(1, 1'000'000'000'000))
        ->excludes(seconds);
    command.add_option("--warm-up", bench.warm_up, "Seconds before it, and until all clients are known")
        ->type_name("S")
        ->check(within(0, 86400))
        ->capture_default_str();
    command.add_option("--rate", bench.rate, "Requests a second; without it, each follows an answer")
        ->type_name("N")
        ->check(within(0.1, 100'000'000));
    command
        .add_option("--propagation-rate", bench.propagation_rate,
                    "Updates a second while propagation is measured; 0: it is not")
        ->type_name("N")
        ->check(within(0, 100'000))
        ->capture_default_str();
    command.add_option("--settle", bench.settle, "How long the servers may take to agree")
        ->type_name("S")
        ->check(within(0.001, 86400))
        ->capture_default_str();
    command.add_option("--repeat", bench.repeat, "Measure so often, and tell medians")
        ->type_name("N")
        ->check(whole(1, 1000))
        ->capture_default_str();
    command.add_option("--pin", bench.pin, "The cores of the herd and of its clients")
        ->type_name("SERVER,CLIENT");
}

}  // namespace

void add_bench_options(CLI::App& command, BenchArguments& arguments) {
    add_herd_options(command, arguments);
    add_client_options(command, arguments);
    add_load_options(command, arguments);
    command.add_flag("--json", arguments.json, "Print JSON");
    command.footer(std::string(bench_footer) + exit_footer);
}

}  // namespace herd::app

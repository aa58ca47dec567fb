// The command line. CLI11 compiles for seconds, so it is included here and in *_options.cpp only.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/decimal.hpp"
#include "bench_options.hpp"
#include "commands.hpp"
#include "control_options.hpp"
#include "exit_status.hpp"

namespace {

using namespace herd::app;

constexpr const char* herd_footer =
    "A first minute:\n"
    "  herd up &                          the servers of herd.toml\n"
    "  herd ask Alford 'IAMAT kiwi +34.068930-118.445127 1479413884.392014450'\n"
    "  herd ask Welsh 'WHATSAT kiwi 10 3'\n"
    "\n"
    "What a client says, one line a command, to any server:\n"
    "  IAMAT <client> <location> <time>   I am there: ISO 6709 degrees, POSIX seconds\n"
    "  WHATSAT <client> <radius> <bound>  places near a client: 0..50 km, 0..20 places\n"
    "  NEARBY <client> <radius> <bound>   clients near a client: 0..50 km, 0..1000\n"
    "Anything else is answered with '? ' and the line.\n"
    "\n";

constexpr const char* up_footer =
    "Prints 'READY {json}' to standard output when all servers take clients: the\n"
    "process's id, and each server's host and port. SIGINT or SIGTERM stops the herd\n"
    "in order: no more connections, every answer that is owed; a second one ends it\n"
    "at once. Logs go to the directory of [log], a file a server.\n"
    "\n"
    "One herd in two processes, which need the same [herd] secret_file to trust each\n"
    "other:\n"
    "  herd up --only Alford --only Hamilton &\n"
    "  herd up --only Ball --only Holiday --only Welsh &\n"
    "\n";

constexpr const char* config_footer =
    "Prints the servers, what their topology costs and where it breaks, and the\n"
    "options in force. Faults of the file go to standard error, all at once, each as\n"
    "FILE:LINE: key: why.\n"
    "\n"
    "With --trace no file is read but the trace: for each of its newest updates,\n"
    "what the topology predicts beside what was measured, and why they differ.\n"
    "\n";

constexpr const char* ask_footer =
    "Sends the lines, ends its side of the connection, and prints what the server\n"
    "answers until it closes.\n"
    "\n"
    "  herd ask Alford 'IAMAT kiwi +34.068930-118.445127 1479413884.392014450'\n"
    "  herd ask 127.0.0.1:8101 'WHATSAT kiwi 10 3' 'NEARBY kiwi 5 10'\n"
    "  herd ask Ball < commands.txt\n"
    "\n";

constexpr const char* places_footer =
    "Asks what WHATSAT would ask, of the provider in [places], without a herd: prints\n"
    "the document that a client gets. LAT,LNG are degrees; RADIUS is in kilometres,\n"
    "0..50; BOUND is 0..20 places.\n"
    "\n"
    "  herd places 34.0689,-118.4452 10 5\n"
    "  herd places -33.8568,151.2153 1 3 --config google.toml\n"
    "  herd places 34.0689,-118.4452 1 1 --check     does the key work, and what for?\n"
    "\n"
    "Each trial of --check is a request that its service may bill.\n"
    "\n";

constexpr const char* trace_footer =
    "Reads a trace and shows its events as a table, or draws them. OUT is a file, or -\n"
    "for standard output.\n"
    "\n"
    "  herd trace trace.json                         a line an event\n"
    "  herd trace trace.json --svg spread.svg        a space-time diagram, for browsers\n"
    "  herd trace trace.json --client kiwi --mermaid -\n"
    "  herd trace trace.json --perfetto spread.json  for https://ui.perfetto.dev\n"
    "  herd trace trace.json --shiviz spread.log     for ShiViz\n"
    "\n";

constexpr const char* explain_footer =
    "Tells why each server has or has not got the client's newest record, as far as\n"
    "the trace goes: by which way it came and when, or where it was lost.\n"
    "\n"
    "  herd explain kiwi --trace trace.json\n"
    "\n"
    "Ends with 1 if the trace has nothing of the client.\n"
    "\n";

constexpr const char* play_footer =
    "Each scenario has a herd of its own, on free ports of this machine: a herd that\n"
    "runs is not disturbed. Traces, logs and reports go to the run directory, a folder\n"
    "a scenario.\n"
    "\n"
    "  herd play scenario.toml            one verdict a file\n"
    "  herd play scenarios -k partition   those of a directory, by name\n"
    "  herd play scenarios --against herd.toml\n"
    "  herd play scenarios --sim --seed 7 under virtual time, as the seed has it\n"
    "  herd play scenarios --seeds 100    simulated with the seeds 1 to 100\n"
    "\n";

constexpr const char* sim_footer =
    "A seed draws a herd, what clients say and what breaks, and plays that under\n"
    "virtual time: first things break, then all is healed and the herd has to come to\n"
    "rest and to agree. Checkers watch all of it. What fails is shrunk to a scenario\n"
    "file that still fails.\n"
    "\n"
    "  herd sim                           the seeds 1 to 100\n"
    "  herd sim --seed 4711               one seed\n"
    "  herd sim --minutes 60              new seeds for an hour\n"
    "  herd sim --servers 5 --topology ring --faults crash,cut --fault crash=3\n"
    "  herd sim --exhaustive              every order of two updates on small herds\n"
    "  herd sim --study DIR               what spreading costs, from 5 to 5000 servers\n"
    "\n";

void add_config(CLI::App& command, std::string& config) {
    command.add_option("--config", config, "The herd's description")
        ->type_name("FILE")
        ->capture_default_str();
}

/// Says what is wrong with a number of seconds. (CLI::Range takes "nan" for a number in the range.)
std::string check_seconds(const std::string& text) {
    const auto seconds = herd::parse_double(text);
    if (seconds && *seconds >= 0.001 && *seconds <= 86400) return {};
    return "'" + text + "' is no number from 0.001 to 86400";
}

std::string check_minutes(const std::string& text) {
    const auto minutes = herd::parse_double(text);
    if (minutes && *minutes >= 0.001 && *minutes <= 100000) return {};
    return "'" + text + "' is no number from 0.001 to 100000";
}

/// Says what is wrong with the number of an event. (CLI11 takes -1 for the greatest one.)
std::string check_sequence_number(const std::string& text) {
    if (herd::parse_integer(text, UINT64_MAX)) return {};
    return "'" + text + "' is no sequence number";
}

std::string check_seed(const std::string& text) {
    if (herd::parse_integer(text, UINT64_MAX / 2)) return {};
    return "'" + text + "' is no number from 0 to 9223372036854775807";
}

void add_swarm_options(CLI::App& command, SimArguments& sim) {
    command.add_option("--seeds", sim.seeds, "Play so many seeds [100]")
        ->type_name("N")
        ->check(check_seed)
        ->check(CLI::Range(1, 1'000'000'000));
    command.add_option("--jobs", sim.jobs, "In so many processes [one a core]")
        ->type_name("N")
        ->check(CLI::Range(1, 256));
    command.add_option("--minutes", sim.minutes, "Begin new seeds for so long")
        ->type_name("M")
        ->check(check_minutes);
    command.add_option("--servers", sim.servers, "How many servers, or from how many to how many [1-9]")
        ->type_name("N");
    command.add_option("--propagation", sim.propagation, "flood or tree; both without it")->type_name("MODE");
    command.add_option("--updates", sim.updates, "How often clients speak")
        ->type_name("N")
        ->check(CLI::Range(0, 1'000'000));
    command.add_option("--duration", sim.duration, "How long things break, in virtual time")
        ->type_name("TIME");
    command.add_option("--faults", sim.faults, "Only these kinds of faults, or none")->type_name("NAME,...");
    command.add_option("--fault", sim.fault, "So many faults of this kind in each run, on average")
        ->type_name("NAME=RATE")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    command.add_flag("--twice", sim.twice, "Play each seed twice, and compare");
    command.add_flag("--fingerprint", sim.fingerprint, "Print a number that tells whether runs went alike");
    command.add_flag("--show", sim.show, "Print the scenarios that are drawn, and do not play them");
    command.add_flag("!--no-shrink", sim.shrinks, "Leave failures as large as they are");
    command.add_option("--out", sim.out, "Where shrunk scenarios go")
        ->type_name("DIR")
        ->capture_default_str();
}

void add_sim_options(CLI::App& command, SimArguments& sim) {
    command.add_option("--seed", sim.seed, "The first seed, or the only one")
        ->type_name("N")
        ->check(check_seed);
    command
        .add_option("--topology", sim.topology,
                    "ring, line, star, tree, grid, regular, small-world, mesh or random")
        ->type_name("SHAPE");
    command.add_flag("--json", sim.json, "Print JSON; talk goes to standard error");
    auto* exhaustive = command.add_flag("--exhaustive", sim.exhaustive,
                                        "Follow every order of delivery; --topology is a published one");
    auto* study =
        command.add_option("--study", sim.study, "Measure what spreading costs, and write tables and plots")
            ->type_name("DIR")
            ->excludes(exhaustive);
    command.add_flag("--quick", sim.quick, "A study of small herds only")->needs(study);
    const auto others = command.get_options().size();
    add_swarm_options(command, sim);
    const auto options = command.get_options();
    const std::vector<CLI::Option*> of_swarm(options.begin() + static_cast<std::ptrdiff_t>(others),
                                             options.end());
    command.parse_complete_callback([=] {
        const auto* other = exhaustive->count() > 0 ? exhaustive : study;
        for (const auto* option : of_swarm) {
            if (other->count() > 0 && option->count() > 0)
                throw CLI::ExcludesError(other->get_name(), option->get_name());
        }
    });
    command.footer(std::string(sim_footer) + exit_footer);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("herd runs a whole herd of application servers in one program.", "herd");
    app.set_version_flag("--version", "herd " HERD_VERSION);
    app.require_subcommand(1);
    app.footer(std::string(herd_footer) + exit_footer);

    UpArguments up;
    auto* up_command = app.add_subcommand("up", "Start the servers of a herd, in the foreground");
    add_config(*up_command, up.config);
    up_command->add_option("--only", up.only, "Start just this server; may be given more than once")
        ->type_name("NAME")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    up_command
        ->add_option("--ready-file", up.ready_file, "Write READY's JSON to this file, whole or not at all")
        ->type_name("FILE");
    up_command
        ->add_option("--trace", up.trace_file,
                     "Write the trace to this file when the herd stops, and on SIGUSR1")
        ->type_name("FILE");
    up_command->footer(std::string(up_footer) + exit_footer);

    ConfigArguments config;
    auto* config_command = app.add_subcommand("config", "Check a file and print the herd that it describes");
    add_config(*config_command, config.config);
    auto* trace_option =
        config_command
            ->add_option("--trace", config.trace, "Compare a recorded trace with what its topology predicts")
            ->type_name("FILE")
            ->excludes("--config");
    config_command->add_option("--updates", config.updates, "Compare so many of the trace's newest updates")
        ->type_name("N")
        ->check(CLI::Range(1, 1000))
        ->needs(trace_option)
        ->capture_default_str();
    config_command->add_flag("--json", config.json, "Print one JSON object, for programs");
    config_command->footer(std::string(config_footer) + exit_footer);

    AskArguments ask;
    auto* ask_command = app.add_subcommand("ask", "Send lines as a client would and print the answers");
    add_config(*ask_command, ask.config);
    ask_command
        ->add_option("--ready-file", ask.ready_file, "Find the server's port here, as 'herd up' wrote it")
        ->type_name("FILE");
    ask_command->add_option("--timeout", ask.timeout, "Give up after so long without a byte")
        ->type_name("SECONDS")
        ->check(check_seconds)
        ->capture_default_str();
    ask_command->add_option("server", ask.server, "A server of the herd, or HOST:PORT")
        ->type_name("SERVER")
        ->required();
    ask_command->add_option("line", ask.lines, "Lines to send; without any, standard input")
        ->type_name("LINE");
    ask_command->footer(std::string(ask_footer) + exit_footer);

    PlacesArguments places;
    auto* places_command = app.add_subcommand("places", "Ask the provider of places, as WHATSAT would");
    add_config(*places_command, places.config);
    places_command->add_option("at", places.at, "Where: degrees, or a location as clients write it")
        ->type_name("LAT,LNG")
        ->required();
    places_command->add_option("radius", places.radius, "Kilometres")->type_name("RADIUS")->required();
    places_command->add_option("bound", places.bound, "Places at most")->type_name("BOUND")->required();
    auto* check_option =
        places_command->add_flag("--check", places.check, "Tell whether the key works, and what for");
    places_command->add_flag("--json", places.json, "Print what --check found as JSON")->needs(check_option);
    places_command->footer(std::string(places_footer) + exit_footer);

    TraceArguments trace;
    auto* trace_command = app.add_subcommand("trace", "Show a recorded trace, or draw it");
    trace_command->add_option("file", trace.file, "A trace; -: standard input")
        ->type_name("FILE")
        ->required();
    trace_command->add_option("--svg", trace.svg, "Draw a space-time diagram")->type_name("OUT");
    trace_command->add_option("--mermaid", trace.mermaid, "Write a Mermaid sequence diagram")
        ->type_name("OUT");
    trace_command->add_option("--perfetto", trace.perfetto, "Write JSON for Perfetto and chrome://tracing")
        ->type_name("OUT");
    trace_command->add_option("--shiviz", trace.shiviz, "Write a log for ShiViz")->type_name("OUT");
    trace_command->add_option("--client", trace.client, "Of all updates just those of this client")
        ->type_name("ID");
    trace_command->add_option("--since", trace.since, "From the event of this sequence number on")
        ->type_name("SEQ")
        ->check(check_sequence_number);
    trace_command->add_option("--until", trace.until, "Up to the event of this sequence number")
        ->type_name("SEQ")
        ->check(check_sequence_number);
    trace_command->footer(std::string(trace_footer) + exit_footer);

    ExplainArguments explain;
    auto* explain_command =
        app.add_subcommand("explain", "Tell why servers have a client's newest record or not");
    explain_command->add_option("client", explain.client, "The client")->type_name("CLIENT")->required();
    explain_command->add_option("--trace", explain.trace, "A trace; -: standard input")
        ->type_name("FILE")
        ->required();
    explain_command->add_flag("--json", explain.json, "Write JSON");
    explain_command->footer(std::string(explain_footer) + exit_footer);

    PlayArguments play;
    auto* play_command = app.add_subcommand("play", "Play scenario files, and tell how they went");
    play_command->add_option("file", play.files, "Scenario files, or directories of them")
        ->type_name("FILE")
        ->required();
    play_command
        ->add_option("-k,--name", play.filter, "Only scenarios with this in their name or their file's")
        ->type_name("TEXT");
    play_command->add_option("--repeat", play.repeat, "Play each so many times")
        ->type_name("N")
        ->check(CLI::Range(1, 1000000))
        ->capture_default_str();
    play_command
        ->add_option("--against", play.against,
                     "Play against the servers of this herd.toml, which run already, whoever wrote them")
        ->type_name("FILE");
    auto* run_directory =
        play_command->add_option("--run-dir", play.run_directory, "Where traces, logs and reports go")
            ->type_name("DIR")
            ->capture_default_str();
    play_command->add_option("--seed", play.seed, "What random delays and faults are drawn from")
        ->type_name("N")
        ->capture_default_str();
    play_command->add_option("--junit", play.junit, "Write JUnit's XML to this file, whole or not at all")
        ->type_name("FILE");
    play_command->add_flag("--json", play.json, "Print a report as JSON; verdicts go to standard error");
    // Not offered before there is a simulation.
    auto* sim_option = play_command->add_flag("--sim", play.sim, "Under virtual time, on a simulated network")
                           ->excludes("--against");
    auto* seeds_option =
        play_command
            ->add_option("--seeds", play.seeds, "Simulate each with so many seeds, from that of --seed on")
            ->type_name("N")
            ->check(CLI::Range(1, 1'000'000))
            ->excludes("--against")
            ->excludes("--repeat");
    play_command->footer(std::string(play_footer) + exit_footer);

    SimArguments sim;
    auto* sim_command = app.add_subcommand("sim", "Simulate herds that seeds draw, and check them");
    add_sim_options(*sim_command, sim);

    BenchArguments bench;
    auto* bench_command = app.add_subcommand("bench", "Measure a herd under load");
    add_bench_options(*bench_command, bench);

    const ControlCommands control(app);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // CLI11 prints help and version itself, and says what is wrong with anything else.
        return app.exit(error) == 0 ? exit_good : exit_usage;
    }
    play.has_run_directory = run_directory->count() > 0;
    play.sim = sim_option->count() > 0 || seeds_option->count() > 0;
    try {
        if (up_command->parsed()) return run_up(up);
        if (config_command->parsed()) return run_config(config);
        if (places_command->parsed()) return run_places(places);
        if (trace_command->parsed()) return run_trace(trace);
        if (explain_command->parsed()) return run_explain(explain);
        if (play_command->parsed()) return run_play(play);
        if (sim_command->parsed()) return run_sim(sim);
        if (bench_command->parsed()) return run_bench(bench);
        if (const auto status = control.run()) return *status;
        return run_ask(ask);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "herd: %s\n", error.what());
        return exit_check_failed;
    }
}

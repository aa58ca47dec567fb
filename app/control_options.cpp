#include "control_options.hpp"

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/decimal.hpp"
#include "base/quote.hpp"
#include "base/suggestion.hpp"
#include "ctl_verbs.hpp"
#include "exit_status.hpp"
#include "herd_file.hpp"

namespace herd::app {
namespace {

constexpr const char* ctl_footer =
    "Where the API is: [control] of --config says, or the --ready-file of 'herd up'\n"
    "if that is port 0, or --url. A herd that wants a token gets that of HERD_TOKEN.\n"
    "\n"
    "  herd ctl status\n"
    "  herd ctl cut Alford Welsh --for 2s\n"
    "  herd ctl latency Alford Welsh 50ms --jitter 10ms\n"
    "  herd ctl send Alford 'IAMAT kiwi +34.068930-118.445127 1479413884.392014450'\n"
    "  herd ctl client kiwi\n"
    "  herd ctl heal\n"
    "\n"
    "The options above go behind the verb as well. With --json any verb prints what the\n"
    "API has answered.\n"
    "\n";

constexpr const char* ctl_exit_footer =
    "Exit status: 0 good; 1 the herd refuses, or a check failed; 2 usage or\n"
    "configuration; 3 could not connect; 4 no answer in time.";

constexpr const char* top_footer =
    "Servers, links and faults, with rates since the last look; what is broken is red\n"
    "and comes first. q quits, arrow keys scroll. Where output is no terminal, one\n"
    "frame is printed as text. Where the API is: see 'herd ctl --help'.\n"
    "\n"
    "  herd top --interval 0.5\n"
    "  herd top --once\n"
    "\n";

constexpr const char* replay_footer =
    "Each track of a GPX file is a client of its name; a table names them in its\n"
    "column id. Points are said when they are due, by the times between them.\n"
    "\n"
    "  herd replay bus.gpx --speed 60\n"
    "  herd replay fleet.csv --now --loop        live traffic, for ever\n"
    "  herd replay fleet.csv --fast --server Ball\n"
    "\n"
    "The times that clients say are those of the recording, so a second replay is old\n"
    "news; with --now they are the time of day, with --loop each round is later.\n"
    "\n";

std::string check_speed(const std::string& text) {
    const auto speed = parse_double(text);
    if (speed && *speed >= 0.001 && *speed <= 1'000'000) return {};
    return "'" + text + "' is no number from 0.001 to 1000000";
}

std::string check_prefix(const std::string& text) {
    if (text.find_first_of(" \t\r\n\v\f") == std::string::npos && text.size() <= 1000) return {};
    return "a client's name has no white space, and at most 1000 bytes here";
}

std::string check_patience(const std::string& text) {
    const auto seconds = parse_double(text);
    if (seconds && *seconds >= 0.001 && *seconds <= 86400) return {};
    return "'" + text + "' is no number from 0.001 to 86400";
}

void add_place(CLI::App& command, ApiPlaceArguments& place) {
    command.add_option("--config", place.config, "The herd's description, for its [control]")
        ->type_name("FILE")
        ->capture_default_str();
    command.add_option("--ready-file", place.ready_file, "Find the API here, as 'herd up' wrote it")
        ->type_name("FILE");
    command.add_option("--url", place.url, "Where the API is, such as http://127.0.0.1:8100")
        ->type_name("URL");
    command.add_option("--token-env", place.token_env, "The variable that has the herd's token [HERD_TOKEN]")
        ->type_name("NAME");
    command.add_option("--timeout", place.timeout, "Give up after so long")
        ->type_name("SECONDS")
        ->check(check_patience)
        ->capture_default_str();
}

std::vector<std::string> split_words(std::string_view text) {
    std::istringstream words{std::string(text)};
    std::vector<std::string> list;
    for (std::string word; words >> word;) list.push_back(word);
    return list;
}

void add_parameter(CLI::App& command, const std::string& name, CtlArguments& ctl) {
    const bool is_optional = name.starts_with('[');
    const std::string bare = is_optional ? name.substr(1, name.size() - 2) : name;
    command
        .add_option_function<std::string>(
            bare, [&ctl](const std::string& word) { ctl.words.push_back(word); }, "")
        ->type_name("")
        ->required(!is_optional);
}

void add_verb_option(CLI::App& command, const std::string& name, CtlArguments& ctl) {
    for (const auto& option : ctl_options()) {
        if (option.name != name) continue;
        const std::string about(option.about);
        if (option.type.empty()) {
            command.add_flag_callback(
                "--" + name, [&ctl, name] { ctl.options[name] = "true"; }, about);
        } else {
            command
                .add_option_function<std::string>(
                    "--" + name, [&ctl, name](const std::string& value) { ctl.options[name] = value; }, about)
                ->type_name(std::string(option.type));
        }
    }
}

CLI::App* add_ctl(CLI::App& app, CtlArguments& ctl) {
    auto* command = app.add_subcommand("ctl", "Look at a herd that runs, and break and heal it");
    add_place(*command, ctl.place);
    command->add_flag("--json", ctl.json, "Print the API's own JSON");
    // A verb that is none is told of with the one that may be meant.
    command->require_subcommand(0, 1);
    command->allow_extras();
    command->footer(std::string(ctl_footer) + ctl_exit_footer);
    for (const auto& verb : ctl_verbs()) {
        auto* sub = command->add_subcommand(std::string(verb.name), std::string(verb.about));
        sub->fallthrough();
        sub->footer(std::string("Where the API is: see 'herd ctl --help'.\n") + ctl_exit_footer);
        for (const auto& name : split_words(verb.parameters)) add_parameter(*sub, name, ctl);
        for (const auto& name : split_words(verb.options)) add_verb_option(*sub, name, ctl);
        sub->callback([&ctl, name = std::string(verb.name)] { ctl.verb = name; });
    }
    return command;
}

CLI::App* add_top(CLI::App& app, TopArguments& top) {
    auto* command = app.add_subcommand("top", "Watch a herd that runs, in a terminal");
    add_place(*command, top.place);
    command->add_option("--interval", top.interval, "Look so often")
        ->type_name("SECONDS")
        ->check(check_patience)
        ->capture_default_str();
    command->add_flag("--once", top.once, "Print what there is after one interval, and end");
    command->footer(std::string(top_footer) + ctl_exit_footer);
    return command;
}

CLI::App* add_replay(CLI::App& app, ReplayArguments& replay) {
    auto* command = app.add_subcommand("replay", "Play recorded movement as clients of a herd that runs");
    command->add_option("file", replay.files, "GPX files, or tables of id,lat,lon,time")
        ->type_name("FILE")
        ->required();
    command->add_option("--config", replay.config, "The herd's description")
        ->type_name("FILE")
        ->capture_default_str();
    command
        ->add_option("--ready-file", replay.ready_file, "Find the servers' ports here, as 'herd up' wrote it")
        ->type_name("FILE");
    command->add_option("--server", replay.servers, "Only to this server; may be given more than once")
        ->type_name("NAME")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    auto* speed = command->add_option("--speed", replay.speed, "So many times as fast as it was recorded")
                      ->type_name("N")
                      ->check(check_speed)
                      ->capture_default_str();
    auto* fast = command->add_flag("--fast", replay.fast, "As fast as the herd takes it")->excludes(speed);
    command->add_flag("--loop", replay.loop, "Again and again, until Ctrl-C")->excludes(fast);
    command->add_flag("--now", replay.now, "Say the times of now, not those of the recording");
    command->add_option("--clients", replay.clients, "Only the first so many clients")
        ->type_name("N")
        ->check(CLI::Range(1, 1'000'000));
    command->add_option("--prefix", replay.prefix, "What clients' names begin with")
        ->type_name("TEXT")
        ->check(check_prefix);
    command->add_flag("--json", replay.json, "Print what came of it as JSON");
    command->footer(std::string(replay_footer) + exit_footer);
    return command;
}

// Whether there is a verb, and nothing but what it takes. Errors: false, and a complaint.
bool check_verb_or_complain(const std::string& verb, const std::vector<std::string>& rest) {
    if (!verb.empty() && rest.empty()) return true;
    if (rest.empty()) {
        say("ctl takes a verb, such as 'status': see 'herd ctl --help'");
    } else if (!verb.empty() || rest.front().starts_with('-')) {
        say("ctl " + verb + (verb.empty() ? "" : " ") + "does not take " + format_quoted(rest.front()) +
            ": see 'herd ctl " + verb + (verb.empty() ? "" : " ") + "--help'");
    } else {
        std::vector<std::string_view> names;
        for (const auto& known : ctl_verbs()) names.push_back(known.name);
        const auto near = find_near_word(rest.front(), names);
        say("ctl has no verb " + format_quoted(rest.front()) +
            (near.empty() ? ": see 'herd ctl --help'" : "; did you mean '" + std::string(near) + "'?"));
    }
    return false;
}

}  // namespace

ControlCommands::ControlCommands(CLI::App& app)
    : ctl_command_(add_ctl(app, ctl_)),
      top_command_(add_top(app, top_)),
      replay_command_(add_replay(app, replay_)) {}

std::optional<int> ControlCommands::run() const {
    if (ctl_command_->parsed())
        return check_verb_or_complain(ctl_.verb, ctl_command_->remaining(true)) ? run_ctl(ctl_) : exit_usage;
    if (top_command_->parsed()) return run_top(top_);
    if (replay_command_->parsed()) return run_replay(replay_);
    return std::nullopt;
}

}  // namespace herd::app

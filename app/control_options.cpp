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

ControlCommands::ControlCommands(CLI::App& app) : ctl_command_(add_ctl(app, ctl_)) {}

std::optional<int> ControlCommands::run() const {
    if (ctl_command_->parsed())
        return check_verb_or_complain(ctl_.verb, ctl_command_->remaining(true)) ? run_ctl(ctl_) : exit_usage;
    return std::nullopt;
}

}  // namespace herd::app

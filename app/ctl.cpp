#include "ctl.hpp"

#include <algorithm>
#include <cstdio>
#include <string>

#include "base/assert.hpp"
#include "commands.hpp"
#include "ctl_tables.hpp"
#include "ctl_verbs.hpp"
#include "exit_status.hpp"
#include "herd_file.hpp"

namespace herd::app {
namespace {

const CtlVerb& find_verb(const std::string& name) {
    const auto& verbs = ctl_verbs();
    const auto found =
        std::find_if(verbs.begin(), verbs.end(), [&name](const CtlVerb& verb) { return verb.name == name; });
    HERD_ASSERT(found != verbs.end());
    return *found;
}

bool shows_text(const CtlVerb& verb) {
    return verb.show == show_as_it_is || verb.show == show_nothing;
}

int print(const CtlVerb& verb, const CtlCall& call, const std::string& body, bool json) {
    std::string text;
    if (json || shows_text(verb)) {
        verb.show == show_nothing && !json ? void() : show_as_it_is({body, {}, call}, text);
    } else {
        const auto document = places::JsonDocument::parse(body);
        if (!document) {
            say("what has answered is no herd: " + document.error());
            return exit_connection;
        }
        verb.show({body, document->root(), call}, text);
    }
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
    return exit_good;
}

}  // namespace

int run_ctl(const CtlArguments& arguments) {
    const auto& verb = find_verb(arguments.verb);
    const CtlCall call{arguments.words, arguments.options};
    if (verb.name == "heal" && call.words.size() == 1) {
        say("heal takes both ends of a link, or none to heal everything");
        return exit_usage;
    }
    const auto address = find_api_or_complain(arguments.place);
    if (!address) return exit_usage;
    const control::ApiClient api(*address);
    if (verb.name == "events") return follow_events(api, call, {arguments.json});
    if (verb.name == "run") return run_scenario(api, call, {arguments.json});
    const auto answer = api.ask(verb.make(call));
    if (answer) return print(verb, call, *answer, arguments.json);
    const bool says_no = verb.is_check && answer.error().fault == control::ApiFault::refused;
    if (!says_no) return complain_of_api(answer.error());
    say(answer.error().why);
    return exit_check_failed;
}

}  // namespace herd::app

#include <chrono>
#include <cstdio>
#include <string>
#include <thread>

#include "answer_text.hpp"
#include "api_place.hpp"
#include "config/text_file.hpp"
#include "ctl.hpp"
#include "exit_status.hpp"
#include "herd_file.hpp"
#include "places/json_value.hpp"
#include "trace/json_object.hpp"

namespace herd::app {
namespace {

using places::JsonValue;

constexpr std::size_t longest_scenario = std::size_t{4} << 20;
constexpr auto poll_interval = std::chrono::milliseconds(100);

std::string make_run_body(const std::string& text, const CtlCall& call) {
    std::string body;
    trace::JsonObject object(body);
    object.text("scenario", text);
    object.text("name", call.has("name") ? call.option("name") : call.words[0]);
    object.text("mode", call.has("sim") ? "sim" : "live");
    if (call.has("seed")) object.json("seed", call.option("seed"));
    object.end();
    return body;
}

// The one scenario of a report, which may be of several.
JsonValue find_played(const JsonValue& report) {
    return report["scenarios"].is_array() ? report["scenarios"].at(0) : report;
}

int find_status(std::string_view verdict) {
    if (verdict == "failed") return exit_check_failed;
    if (verdict == "unsettled" || verdict == "did not settle") return exit_timeout;
    return verdict.empty() ? exit_check_failed : exit_good;
}

void print_lines(const char* head, const JsonValue& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i)
        std::printf("  %-9s %s\n", head, printable(lines.at(i)).c_str());
}

void print_played(const JsonValue& played) {
    constexpr double second = 1e9;
    std::printf("%-9s %s (%s)\n", printable(played["verdict"]).c_str(), printable(played["name"]).c_str(),
                format_span(played["seconds"].number().value_or(0) * second).c_str());
    const auto failure = played["failure"];
    if (!failure.is_object()) return;
    std::printf("  line %llu: %s: %s\n", static_cast<unsigned long long>(whole_number(failure["line"])),
                printable(failure["step"]).c_str(), printable(failure["why"]).c_str());
    print_lines("expected", failure["expected"]);
    print_lines("seen", failure["seen"]);
    print_lines("-", failure["findings"]);
}

}  // namespace

int run_scenario(const control::ApiClient& api, const CtlCall& call, const CtlOutput& output) {
    const auto text = config::read_text_file(call.words[0], longest_scenario);
    if (!text) {
        say(call.words[0] + ": " + text.error().why);
        return exit_usage;
    }
    const auto begun = api.ask({"POST", "/v1/runs", make_run_body(*text, call)});
    if (!begun) return complain_of_api(begun.error());
    const auto first = places::JsonDocument::parse(*begun);
    const auto id = first ? whole_number(first->root()["id"]) : 0;
    const std::string path = "/v1/runs/" + std::to_string(id);
    for (;;) {
        const auto answer = api.get(path);
        if (!answer) return complain_of_api(answer.error());
        const auto document = places::JsonDocument::parse(*answer);
        if (!document) {
            say("what has answered is no herd: " + document.error());
            return exit_connection;
        }
        const auto run = document->root();
        const auto state = run["state"].text();
        if (state == "waiting" || state == "running") {
            std::this_thread::sleep_for(poll_interval);
            continue;
        }
        const auto played = find_played(run["report"]);
        if (output.json) {
            std::printf("%s\n", answer->c_str());
        } else if (played.is_object()) {
            print_played(played);
        } else {
            say("the scenario was not played: it is " + printable(state));
        }
        return find_status(played["verdict"].text());
    }
}

}  // namespace herd::app

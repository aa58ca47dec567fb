#include "places_check.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "base/quantity.hpp"
#include "config/choice.hpp"
#include "exit_status.hpp"
#include "places/json_writer.hpp"
#include "places_source.hpp"

namespace herd::app {
namespace {

using config::PlacesFields;
using config::PlacesOptions;
using config::PlacesProvider;

/// One way to ask, and whether clients would be answered that way.
struct Trial {
    std::string what;
    PlacesOptions options;
    bool is_chosen = false;
};

/// What came of it. `status` is that of a Nearby Search response.
struct Finding {
    std::string what;
    std::string status;
    std::string message;
    nanoseconds took{};
    bool is_chosen = false;
};

bool is_google(PlacesProvider provider) {
    return provider == PlacesProvider::google || provider == PlacesProvider::google_legacy;
}

/// With a key of Google's both of its interfaces, and both sets of fields, whatever the file chooses.
std::vector<Trial> plan_trials(PlacesOptions options) {
    options.retries = 0;
    options.daily_budget.reset();
    options.fallback.reset();
    if (!is_google(options.provider)) {
        return {
            {std::string(config::format_choice(config::provider_choices, options.provider)), options, true}};
    }
    std::vector<Trial> trials;
    const auto add = [&](std::string what, PlacesProvider provider, PlacesFields fields) {
        const bool is_chosen = options.provider == provider &&
                               (provider == PlacesProvider::google_legacy || options.fields == fields);
        PlacesOptions tried = options;
        tried.provider = provider;
        tried.fields = fields;
        if (provider == PlacesProvider::google_legacy && tried.types.size() > 1) tried.types.resize(1);
        trials.push_back({std::move(what), std::move(tried), is_chosen});
    };
    add("Places API (New), fields = \"basic\"", PlacesProvider::google, PlacesFields::basic);
    add("Places API (New), fields = \"full\"", PlacesProvider::google, PlacesFields::full);
    add("Nearby Search (google-legacy)", PlacesProvider::google_legacy, PlacesFields::basic);
    return trials;
}

/// How many places there are, as far as that can be told without reading a document again.
std::string describe(const places::Answer& answer) {
    const auto* nearby = std::get_if<places::Nearby>(&answer.content);
    if (!nearby) return "places, as the service writes them";
    return std::to_string(nearby->places.size()) + (nearby->places.size() == 1 ? " place" : " places");
}

std::optional<Finding> run_trial(const std::string& file, const Trial& trial,
                                 const places::Question& question) {
    const auto source = choose_places_or_complain(file, trial.options);
    if (!source) return std::nullopt;
    const auto start = std::chrono::steady_clock::now();
    const auto outcome = source->provider->look_up(question, {start + trial.options.timeout, {}});
    Finding finding{trial.what, "", "", std::chrono::steady_clock::now() - start, trial.is_chosen};
    if (outcome) {
        finding.status = "OK";
        finding.message = describe(*outcome);
    } else {
        finding.status = outcome.error().status;
        finding.message = outcome.error().message;
    }
    return finding;
}

std::string format_key(const PlacesOptions& options) {
    return is_google(options.provider) ? "in " + options.api_key_env : "not needed";
}

std::string format_json(const PlacesOptions& options, const std::vector<Finding>& findings) {
    std::string out;
    places::JsonWriter json(out);
    const auto text = [&json](std::string_view key, std::string_view value) {
        json.key(key);
        json.text(value);
    };
    json.begin_object();
    text("key", format_key(options));
    text("provider", config::format_choice(config::provider_choices, options.provider));
    json.key("trials");
    json.begin_array();
    for (const Finding& finding : findings) {
        json.begin_object();
        json.key("chosen");
        json.boolean(finding.is_chosen);
        text("message", finding.message);
        json.key("seconds");
        json.number(std::chrono::duration<double>(finding.took).count());
        text("status", finding.status);
        text("what", finding.what);
        json.end();
    }
    json.end();
    json.end();
    return out + "\n";
}

std::string format_text(const PlacesOptions& options, const std::vector<Finding>& findings) {
    std::string text = "provider  " +
                       std::string(config::format_choice(config::provider_choices, options.provider)) +
                       "\nkey       " + format_key(options) + "\n\n";
    for (const Finding& finding : findings) {
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(finding.took);
        text += (finding.is_chosen ? "* " : "  ") + finding.what + ": " +
                (finding.status == "OK" ? "works" : finding.status) + " (" + finding.message + "), " +
                format_duration(took) + "\n";
    }
    return text;
}

}  // namespace

int check_places(const std::string& file, const PlacesOptions& options, const places::Question& question,
                 bool json) {
    std::vector<Finding> findings;
    bool works = false;
    for (const Trial& trial : plan_trials(options)) {
        auto finding = run_trial(file, trial, question);
        if (!finding) return exit_usage;
        if (finding->is_chosen) works = finding->status == "OK";
        findings.push_back(std::move(*finding));
    }
    std::fputs((json ? format_json(options, findings) : format_text(options, findings)).c_str(), stdout);
    return works ? exit_good : exit_check_failed;
}

}  // namespace herd::app

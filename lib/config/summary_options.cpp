#include "config/summary_options.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/columns.hpp"
#include "base/quantity.hpp"
#include "config/choice.hpp"

namespace herd::config {
namespace {

using Options = std::vector<OptionInForce>;

std::string format_or_off(const std::optional<nanoseconds>& duration) {
    return duration ? format_duration(*duration) : "off";
}

Options herd_options(const HerdOptions& options) {
    const HerdOptions standard;
    return {
        {"herd.secret", options.secret ? "from " + options.secret_source : "none", !options.secret},
        {"herd.store_limit", format_size(options.store_limit), options.store_limit == standard.store_limit},
        {"herd.queue_limit", format_size(options.queue_limit), options.queue_limit == standard.queue_limit},
        {"herd.propagation", std::string(format_choice(propagation_choices, options.propagation)),
         options.propagation == standard.propagation}};
}

Options client_options(const ClientOptions& options) {
    const ClientOptions standard;
    return {{"clients.unterminated_after", format_or_off(options.unterminated_after),
             options.unterminated_after == standard.unterminated_after},
            {"clients.close_after", format_or_off(options.close_after),
             options.close_after == standard.close_after},
            {"clients.max_line", format_size(options.max_line), options.max_line == standard.max_line}};
}

std::string format_cache(nanoseconds time) {
    return time == nanoseconds(0) ? "off" : format_duration(time);
}

std::string join(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

/// What a provider has no use for by default is shown only where it is set.
void add_set(Options& rows, std::string name, std::string value) {
    if (!value.empty()) rows.push_back({std::move(name), std::move(value), false});
}

void add_network_options(const PlacesOptions& options, Options& rows) {
    const PlacesOptions standard;
    Options all{{"places.connect_timeout", format_duration(options.connect_timeout),
                 options.connect_timeout == standard.connect_timeout},
                {"places.read_timeout", format_duration(options.read_timeout),
                 options.read_timeout == standard.read_timeout},
                {"places.response_limit", format_size(options.response_limit),
                 options.response_limit == standard.response_limit},
                {"places.retries", std::to_string(options.retries), options.retries == standard.retries},
                {"places.breaker_failures", std::to_string(options.breaker_failures),
                 options.breaker_failures == standard.breaker_failures},
                {"places.breaker_pause", format_duration(options.breaker_pause),
                 options.breaker_pause == standard.breaker_pause},
                {"places.daily_budget", options.daily_budget ? std::to_string(*options.daily_budget) : "off",
                 !options.daily_budget}};
    for (auto& row : all) {
        if (is_network(options.provider) || !row.is_default) rows.push_back(std::move(row));
    }
}

void add_google_options(const PlacesOptions& options, Options& rows) {
    const PlacesOptions standard;
    const bool is_new = options.provider == PlacesProvider::google;
    const bool is_legacy = options.provider == PlacesProvider::google_legacy;
    if (is_new || is_legacy || options.rank != standard.rank)
        rows.push_back({"places.rank", std::string(format_choice(rank_choices, options.rank)),
                        is_legacy || options.rank == standard.rank});
    if (is_new || options.fields != standard.fields)
        rows.push_back({"places.fields", std::string(format_choice(fields_choices, options.fields)),
                        options.fields == standard.fields});
    add_set(rows, "places.types", join(options.types));
    add_set(rows, "places.language", options.language);
}

Options places_options(const PlacesOptions& options) {
    const PlacesOptions standard;
    Options rows{
        {"places.provider", std::string(format_choice(provider_choices, options.provider)),
         options.provider == standard.provider},
        {"places.layout", std::string(format_choice(layout_choices, options.layout)),
         options.layout == standard.layout},
        {"places.workers", std::to_string(options.workers), options.workers == standard.workers},
        {"places.queue", std::to_string(options.queue), options.queue == standard.queue},
        {"places.timeout", format_duration(options.timeout), options.timeout == standard.timeout},
        {"places.cache", format_cache(options.cache), options.cache == usual_cache_time(options.provider)},
        {"places.cache_size", format_size(options.cache_size), options.cache_size == standard.cache_size}};
    if (options.fallback)
        rows.push_back(
            {"places.fallback", std::string(format_choice(fallback_choices, *options.fallback)), false});
    add_set(rows, "places.path", options.path.string());
    add_set(rows, "places.api_key_env", options.api_key_env);
    add_set(rows, "places.base_url", options.base_url);
    add_set(rows, "places.ca_file", options.ca_file.string());
    add_network_options(options, rows);
    add_google_options(options, rows);
    return rows;
}

Options control_options(const std::optional<ControlOptions>& options) {
    Options rows{{"control", options ? format_endpoint(options->host, options->port) : "none", !options}};
    if (options) add_set(rows, "control.token_env", options->token_env);
    return rows;
}

Options log_options(const LogOptions& options, const std::filesystem::path& base) {
    const LogOptions standard;
    return {{"log.directory", options.directory.string(), options.directory == base / "log"},
            {"log.level", std::string(format_choice(level_choices, options.level)),
             options.level == standard.level},
            {"log.format", std::string(format_choice(format_choices, options.format)),
             options.format == standard.format},
            {"log.rotate_size", options.rotate_size == 0 ? "never" : format_size(options.rotate_size),
             options.rotate_size == standard.rotate_size},
            {"log.rotate_keep", format_count(static_cast<std::size_t>(options.rotate_keep), "file"),
             options.rotate_keep == standard.rotate_keep}};
}

Options trace_options(const TraceOptions& options) {
    const TraceOptions standard;
    return {{"trace.buffer", options.buffer == 0 ? "off" : format_size(options.buffer),
             options.buffer == standard.buffer}};
}

}  // namespace

std::string format_endpoint(const std::string& host, std::uint16_t port) {
    const std::string port_text = port == 0 ? "(any free port)" : std::to_string(port);
    return (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" + port_text;
}

std::vector<OptionInForce> list_options(const Config& config) {
    Options options;
    for (auto& section : {herd_options(config.herd), client_options(config.clients),
                          places_options(config.places), control_options(config.control),
                          log_options(config.log, config.base), trace_options(config.trace)}) {
        options.insert(options.end(), section.begin(), section.end());
    }
    return options;
}

}  // namespace herd::config

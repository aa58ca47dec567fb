#include "config/summary_options.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
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

Options places_options(const PlacesOptions& options) {
    const PlacesOptions standard;
    Options rows{{"places.provider", std::string(format_choice(provider_choices, options.provider)),
                  options.provider == standard.provider},
                 {"places.workers", std::to_string(options.workers), options.workers == standard.workers},
                 {"places.queue", std::to_string(options.queue), options.queue == standard.queue},
                 {"places.timeout", format_duration(options.timeout), options.timeout == standard.timeout}};
    // What a provider has no use for by default is shown only where it is set.
    if (!options.path.empty()) rows.push_back({"places.path", options.path.string(), false});
    if (!options.api_key_env.empty()) rows.push_back({"places.api_key_env", options.api_key_env, false});
    if (!options.base_url.empty()) rows.push_back({"places.base_url", options.base_url, false});
    return rows;
}

Options control_options(const std::optional<ControlOptions>& options) {
    return {{"control", options ? format_endpoint(options->host, options->port) : "none", !options}};
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

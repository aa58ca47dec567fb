#include "scenario/herd_writer.hpp"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/quantity.hpp"
#include "config/choice.hpp"
#include "scenario/toml_text.hpp"

namespace herd::scenario {
namespace {

std::string format_section(std::string_view name, const TomlTable& table) {
    if (table.is_empty()) return {};
    return "\n[" + std::string(name) + "]\n" + table.format_lines();
}

std::string format_duration_or_off(const std::optional<nanoseconds>& duration) {
    return duration ? format_duration(*duration) : "off";
}

TomlTable write_servers(const config::Config& config) {
    TomlTable table;
    for (const auto& server : config.servers) table.add(server.name, "{}");
    return table;
}

/// Each link with its first server.
TomlTable write_topology(const config::Config& config) {
    std::vector<std::vector<std::string>> neighbours(config.servers.size());
    for (const auto& link : config.links) neighbours[link.a].push_back(config.servers[link.b].name);
    TomlTable table;
    for (std::size_t i = 0; i < neighbours.size(); ++i) {
        if (!neighbours[i].empty()) table.add(config.servers[i].name, format_toml(neighbours[i]));
    }
    return table;
}

TomlTable write_herd(const config::HerdOptions& options) {
    const config::HerdOptions usual;
    TomlTable table;
    const std::string_view source = options.secret_source;
    for (const auto& [prefix, key] :
         {std::pair{std::string_view("file "), "secret_file"}, {"environment ", "secret_env"}}) {
        if (source.starts_with(prefix)) table.add_text(key, source.substr(prefix.size()));
    }
    if (options.store_limit != usual.store_limit)
        table.add("store_limit", std::to_string(options.store_limit));
    if (options.queue_limit != usual.queue_limit)
        table.add("queue_limit", std::to_string(options.queue_limit));
    if (options.propagation != usual.propagation)
        table.add_text("propagation",
                       config::format_choice(config::propagation_choices, options.propagation));
    return table;
}

TomlTable write_clients(const config::ClientOptions& options) {
    const config::ClientOptions usual;
    TomlTable table;
    if (options.unterminated_after != usual.unterminated_after)
        table.add_text("unterminated_after", format_duration_or_off(options.unterminated_after));
    if (options.close_after != usual.close_after)
        table.add_text("close_after", format_duration_or_off(options.close_after));
    if (options.max_line != usual.max_line) table.add("max_line", std::to_string(options.max_line));
    return table;
}

void write_network(const config::PlacesOptions& options, TomlTable& table) {
    const config::PlacesOptions usual;
    if (!options.api_key_env.empty()) table.add_text("api_key_env", options.api_key_env);
    if (!options.base_url.empty()) table.add_text("base_url", options.base_url);
    if (!options.ca_file.empty()) table.add_text("ca_file", options.ca_file.string());
    if (options.connect_timeout != usual.connect_timeout)
        table.add_text("connect_timeout", format_duration(options.connect_timeout));
    if (options.read_timeout != usual.read_timeout)
        table.add_text("read_timeout", format_duration(options.read_timeout));
    if (options.response_limit != usual.response_limit)
        table.add("response_limit", std::to_string(options.response_limit));
    if (options.retries != usual.retries) table.add("retries", std::to_string(options.retries));
    if (options.breaker_failures != usual.breaker_failures)
        table.add("breaker_failures", std::to_string(options.breaker_failures));
    if (options.breaker_pause != usual.breaker_pause)
        table.add_text("breaker_pause", format_duration(options.breaker_pause));
    if (options.daily_budget) table.add("daily_budget", std::to_string(*options.daily_budget));
}

void write_google(const config::PlacesOptions& options, TomlTable& table) {
    const config::PlacesOptions usual;
    if (options.rank != usual.rank)
        table.add_text("rank", config::format_choice(config::rank_choices, options.rank));
    if (options.fields != usual.fields)
        table.add_text("fields", config::format_choice(config::fields_choices, options.fields));
    if (!options.types.empty()) table.add("types", format_toml(options.types));
    if (!options.language.empty()) table.add_text("language", options.language);
}

TomlTable write_places(const config::PlacesOptions& options) {
    const config::PlacesOptions usual;
    TomlTable table;
    if (options.provider != usual.provider)
        table.add_text("provider", config::format_choice(config::provider_choices, options.provider));
    if (options.fallback)
        table.add_text("fallback", config::format_choice(config::fallback_choices, *options.fallback));
    if (!options.path.empty()) table.add_text("path", options.path.string());
    if (options.layout != usual.layout)
        table.add_text("layout", config::format_choice(config::layout_choices, options.layout));
    if (options.workers != usual.workers) table.add("workers", std::to_string(options.workers));
    if (options.queue != usual.queue) table.add("queue", std::to_string(options.queue));
    if (options.timeout != usual.timeout) table.add_text("timeout", format_duration(options.timeout));
    if (options.cache != config::usual_cache_time(options.provider))
        table.add_text("cache", options.cache == nanoseconds(0) ? "off" : format_duration(options.cache));
    if (options.cache_size != usual.cache_size) table.add("cache_size", std::to_string(options.cache_size));
    write_network(options, table);
    write_google(options, table);
    return table;
}

TomlTable write_log(const config::Config& config) {
    const auto& options = config.log;
    const config::LogOptions usual;
    TomlTable table;
    if (!options.directory.empty() && options.directory != config.base / "log")
        table.add_text("directory", options.directory.string());
    if (options.level != usual.level)
        table.add_text("level", config::format_choice(config::level_choices, options.level));
    if (options.format != usual.format)
        table.add_text("format", config::format_choice(config::format_choices, options.format));
    if (options.rotate_size != usual.rotate_size)
        table.add("rotate_size", std::to_string(options.rotate_size));
    if (options.rotate_keep != usual.rotate_keep)
        table.add("rotate_keep", std::to_string(options.rotate_keep));
    return table;
}

TomlTable write_trace(const config::TraceOptions& options) {
    const config::TraceOptions usual;
    TomlTable table;
    if (options.buffer != usual.buffer) table.add("buffer", std::to_string(options.buffer));
    return table;
}

}  // namespace

std::string format_herd_tables(const config::Config& config) {
    return format_section("servers", write_servers(config)) +
           format_section("topology", write_topology(config)) +
           format_section("herd", write_herd(config.herd)) +
           format_section("clients", write_clients(config.clients)) +
           format_section("places", write_places(config.places)) + format_section("log", write_log(config)) +
           format_section("trace", write_trace(config.trace));
}

}  // namespace herd::scenario

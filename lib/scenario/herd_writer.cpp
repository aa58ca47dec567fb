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

TomlTable write_places(const config::PlacesOptions& options) {
    const config::PlacesOptions usual;
    TomlTable table;
    if (options.provider != usual.provider)
        table.add_text("provider", config::format_choice(config::provider_choices, options.provider));
    if (!options.path.empty()) table.add_text("path", options.path.string());
    if (options.workers != usual.workers) table.add("workers", std::to_string(options.workers));
    if (options.queue != usual.queue) table.add("queue", std::to_string(options.queue));
    if (options.timeout != usual.timeout) table.add_text("timeout", format_duration(options.timeout));
    if (!options.api_key_env.empty()) table.add_text("api_key_env", options.api_key_env);
    if (!options.base_url.empty()) table.add_text("base_url", options.base_url);
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

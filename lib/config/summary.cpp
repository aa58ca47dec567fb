#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/quantity.hpp"
#include "config/choice.hpp"
#include "config/config.hpp"
#include "config/parts.hpp"

namespace herd::config {
namespace {

using Row = std::vector<std::string>;

// How many columns a terminal needs for UTF-8 text of single-width characters.
std::size_t width(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

// Rows as lines, indented, their cells under one another.
std::string format_rows(const std::vector<Row>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    }
    std::string text;
    for (const auto& row : rows) {
        text += "  ";
        for (std::size_t i = 0; i < row.size(); ++i) {
            text += row[i];
            if (i + 1 < row.size()) text.append(widths[i] + 2 - width(row[i]), ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        text += '\n';
    }
    return text;
}

std::string format_count(std::size_t count, const std::string& noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string format_endpoint(const std::string& host, std::uint16_t port) {
    const std::string port_text = port == 0 ? "(any free port)" : std::to_string(port);
    return (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" + port_text;
}

std::string join_names(const Config& config, const std::vector<std::size_t>& servers) {
    std::string text;
    for (const auto server : servers) text += (text.empty() ? "" : ", ") + config.servers[server].name;
    return text;
}

std::string format_cost(const Part& part) {
    return "an isolated update costs " + format_count(part.update_cost(), "message");
}

std::string format_servers(const Config& config) {
    const auto neighbours = find_neighbours(config);
    std::vector<Row> rows;
    for (std::size_t i = 0; i < config.servers.size(); ++i) {
        const auto& server = config.servers[i];
        rows.push_back(
            {server.name, format_endpoint(server.host, server.port),
             neighbours[i].empty() ? "no neighbour" : "neighbours " + join_names(config, neighbours[i])});
    }
    return "servers: " + std::to_string(config.servers.size()) + "\n" + format_rows(rows);
}

std::string format_links(const Config& config) {
    const auto parts = find_parts(config);
    const std::string head = "links: " + std::to_string(config.links.size()) + "\n";
    if (parts.size() == 1) return head + "  connected; " + format_cost(parts.front()) + "\n";
    std::vector<Row> rows;
    for (const auto& part : parts) rows.push_back({join_names(config, part.servers), format_cost(part)});
    return head + "  not connected: " + std::to_string(parts.size()) +
           " parts, and no update goes from one to another\n" + format_rows(rows);
}

std::string format_or_off(const std::optional<nanoseconds>& duration) {
    return duration ? format_duration(*duration) : "off";
}

Row option_row(std::string name, std::string value, bool is_default) {
    return {std::move(name), std::move(value), is_default ? "default" : ""};
}

std::vector<Row> herd_rows(const HerdOptions& options) {
    const HerdOptions standard;
    return {
        option_row("herd.secret", options.secret ? "from " + options.secret_source : "none", !options.secret),
        option_row("herd.store_limit", format_size(options.store_limit),
                   options.store_limit == standard.store_limit)};
}

std::vector<Row> client_rows(const ClientOptions& options) {
    const ClientOptions standard;
    return {
        option_row("clients.unterminated_after", format_or_off(options.unterminated_after),
                   options.unterminated_after == standard.unterminated_after),
        option_row("clients.close_after", format_or_off(options.close_after),
                   options.close_after == standard.close_after),
        option_row("clients.max_line", format_size(options.max_line), options.max_line == standard.max_line)};
}

std::vector<Row> places_rows(const PlacesOptions& options) {
    const PlacesOptions standard;
    std::vector<Row> rows{
        option_row("places.provider", std::string(format_choice(provider_choices, options.provider)),
                   options.provider == standard.provider),
        option_row("places.workers", std::to_string(options.workers), options.workers == standard.workers),
        option_row("places.queue", std::to_string(options.queue), options.queue == standard.queue),
        option_row("places.timeout", format_duration(options.timeout), options.timeout == standard.timeout)};
    // What a provider has no use for by default is shown only where it is set.
    if (!options.path.empty()) rows.push_back(option_row("places.path", options.path.string(), false));
    if (!options.api_key_env.empty())
        rows.push_back(option_row("places.api_key_env", options.api_key_env, false));
    if (!options.base_url.empty()) rows.push_back(option_row("places.base_url", options.base_url, false));
    return rows;
}

std::vector<Row> control_rows(const std::optional<ControlOptions>& options) {
    return {
        option_row("control", options ? format_endpoint(options->host, options->port) : "none", !options)};
}

std::vector<Row> log_rows(const LogOptions& options, const std::filesystem::path& base) {
    const LogOptions standard;
    return {
        option_row("log.directory", options.directory.string(), options.directory == base / "log"),
        option_row("log.level", std::string(format_choice(level_choices, options.level)),
                   options.level == standard.level),
        option_row("log.format", std::string(format_choice(format_choices, options.format)),
                   options.format == standard.format),
        option_row("log.rotate_size", options.rotate_size == 0 ? "never" : format_size(options.rotate_size),
                   options.rotate_size == standard.rotate_size),
        option_row("log.rotate_keep", format_count(static_cast<std::size_t>(options.rotate_keep), "file"),
                   options.rotate_keep == standard.rotate_keep)};
}

std::vector<Row> trace_rows(const TraceOptions& options) {
    const TraceOptions standard;
    return {option_row("trace.buffer", options.buffer == 0 ? "off" : format_size(options.buffer),
                       options.buffer == standard.buffer)};
}

std::string format_faults(const std::vector<fault::PlannedFault>& faults) {
    if (faults.empty()) return "";
    std::vector<Row> rows;
    for (const auto& planned : faults) {
        const bool is_first = planned.after == nanoseconds(0);
        rows.push_back({is_first ? "at the start" : "after " + format_duration(planned.after),
                        fault::format_fault(planned.fault)});
    }
    return "\nfaults: " + std::to_string(faults.size()) + "\n" + format_rows(rows);
}

}  // namespace

std::string format_config(const Config& config) {
    std::vector<Row> options;
    for (auto& rows :
         {herd_rows(config.herd), client_rows(config.clients), places_rows(config.places),
          control_rows(config.control), log_rows(config.log, config.base), trace_rows(config.trace)}) {
        options.insert(options.end(), rows.begin(), rows.end());
    }
    return format_servers(config) + "\n" + format_links(config) + "\noptions\n" + format_rows(options) +
           format_faults(config.faults);
}

}  // namespace herd::config

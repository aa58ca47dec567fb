#include "config/config.hpp"

#include <algorithm>
#include <system_error>

#include "config/document.hpp"
#include "config/endpoint.hpp"
#include "config/fault_list.hpp"
#include "config/sections.hpp"
#include "config/table_reader.hpp"
#include "config/text_file.hpp"

namespace herd::config {
namespace {

constexpr std::size_t longest_file = std::size_t{1} << 20;  // bytes

std::filesystem::path directory_of(const std::filesystem::path& file) {
    std::error_code error;  // the working directory may be gone: then paths stay relative
    const auto absolute = std::filesystem::absolute(file, error);
    return (error ? file : absolute).parent_path().lexically_normal();
}

void read_sections(const Value& root, Config& config, FaultList& faults) {
    TableReader reader(root, faults);
    std::vector<Endpoint> endpoints;
    const auto* servers = reader.find_table("servers");
    if (servers) read_servers(*servers, config.servers, endpoints, faults);
    // Without servers each link would be a fault: of them, the one that matters is told.
    const auto* topology = reader.find_table("topology");
    const std::size_t faults_before = faults.size();
    if (topology && !config.servers.empty()) read_topology(*topology, config.servers, config.links, faults);
    const bool knows_links = faults.size() == faults_before;
    if (const auto* herd = reader.find_table("herd")) read_herd(*herd, config.base, config.herd, faults);
    if (const auto* clients = reader.find_table("clients")) read_clients(*clients, config.clients, faults);
    if (const auto* places = reader.find_table("places"))
        read_places(*places, config.base, config.places, faults);
    if (const auto* control = reader.find_table("control")) {
        read_control(*control, config.control.emplace(), endpoints, faults);
    }
    if (const auto* log = reader.find_table("log")) read_log(*log, config.base, config.log, faults);
    if (const auto* trace = reader.find_table("trace")) read_trace(*trace, config.trace, faults);
    auto planned = reader.open_tables("fault");
    if (!planned.empty() && !config.servers.empty()) {
        const NameReader names(config.servers, knows_links ? &config.links : nullptr, faults);
        for (auto& table : planned) read_planned_fault(table, names, config.faults);
    }
    reader.require("servers", "a table of servers, as in Alford = { port = 8101 }");
    reader.finish();
    check_ports(std::move(endpoints), faults);
}

}  // namespace

Result<Config, std::vector<Fault>> parse_config(std::string_view text, const std::filesystem::path& name) {
    FaultList faults(name);
    const auto document = parse_document(text);
    if (!document) {
        faults.add(document.error().position, "", document.error().why);
        return unexpected(faults.take());
    }
    Config config;
    config.base = directory_of(name);
    config.log.directory = config.base / "log";
    read_sections(*document, config, faults);
    if (!faults.empty()) return unexpected(faults.take());
    return config;
}

Result<Config, std::vector<Fault>> load_config(const std::filesystem::path& file) {
    const auto text = read_text_file(file, longest_file);
    if (text) return parse_config(*text, file);
    FaultList faults(file);
    faults.add({}, "", text.error().why + (text.error().wrong_name ? "; name one with --config" : ""));
    return unexpected(faults.take());
}

std::optional<std::size_t> find_server(const Config& config, std::string_view name) {
    const auto server = std::find_if(config.servers.begin(), config.servers.end(),
                                     [&](const Server& candidate) { return candidate.name == name; });
    if (server == config.servers.end()) return std::nullopt;
    return static_cast<std::size_t>(server - config.servers.begin());
}

}  // namespace herd::config

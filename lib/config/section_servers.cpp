#include <string>
#include <string_view>

#include "base/quote.hpp"
#include "config/listener_keys.hpp"
#include "config/sections.hpp"
#include "config/server_name.hpp"

namespace herd::config {

void read_servers(const Entry& section, std::vector<Server>& servers, std::vector<Endpoint>& endpoints,
                  FaultList& faults, PortKey port_key) {
    if (section.value.entries.empty()) {
        faults.add(section.position, "servers",
                   "has no servers; name at least one, as in Alford = { port = 8101 }");
    }
    for (const auto& entry : section.value.entries) {
        const std::string path = "servers." + format_key_part(entry.key);
        if (const auto why = check_server_name(entry.key); !why.empty())
            faults.add(entry.position, path, std::string(why));
        Server& server = servers.emplace_back();
        server.name = entry.key;
        if (entry.value.kind != Kind::table) {
            faults.add(entry.position, path,
                       "expected a table such as { port = 8101 }, found " +
                           std::string(format_kind(entry.value.kind)));
            continue;
        }
        TableReader reader(entry, path, faults);
        endpoints.push_back(read_listener(reader, server.host, server.port, port_key));
        reader.finish();
    }
}

}  // namespace herd::config

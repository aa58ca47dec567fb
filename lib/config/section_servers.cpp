#include <string>
#include <string_view>

#include "base/character.hpp"
#include "base/quote.hpp"
#include "config/listener_keys.hpp"
#include "config/sections.hpp"

namespace herd::config {
namespace {

constexpr std::size_t longest_name = 64;  // bytes

// Why `name` cannot be a server's: it stands in AT lines, and NAME.log is a file.
std::string_view check_name(std::string_view name) {
    if (name.empty()) return "a server's name is not empty";
    if (name.size() > longest_name) return "a server's name has at most 64 bytes";
    if (has_control(name)) return "a server's name has no control characters";
    if (has_white_space(name)) return "a server's name has no white space";
    if (name.find_first_of("/\\") != std::string_view::npos) return "a server's name has no '/' or '\\'";
    if (name.starts_with('.')) return "a server's name does not start with '.'";
    return {};
}

}  // namespace

void read_servers(const Entry& section, std::vector<Server>& servers, std::vector<Endpoint>& endpoints,
                  FaultList& faults, PortKey port_key) {
    if (section.value.entries.empty()) {
        faults.add(section.position, "servers",
                   "has no servers; name at least one, as in Alford = { port = 8101 }");
    }
    for (const auto& entry : section.value.entries) {
        const std::string path = "servers." + format_key_part(entry.key);
        if (const auto why = check_name(entry.key); !why.empty())
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

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/quote.hpp"
#include "config/sections.hpp"
#include "config/table_reader.hpp"

namespace herd::config {
namespace {

class TopologyReader {
public:
    TopologyReader(const std::vector<Server>& servers, FaultList& faults) : faults_(faults) {
        for (const auto& server : servers) {
            indexes_.emplace(server.name, names_.size());
            names_.push_back(server.name);
        }
    }

    // The neighbours of one server.
    void read(const Entry& entry) {
        const std::string path = "topology." + format_key_part(entry.key);
        const auto server = find_server(entry.key, entry.position, path);
        if (entry.value.kind != Kind::array) {
            faults_.add(entry.position, path,
                        "expected an array of server names such as [\"Alford\"], found " +
                            std::string(format_kind(entry.value.kind)));
            return;
        }
        std::set<std::string_view> named;
        for (const auto& element : entry.value.elements) {
            if (element.kind != Kind::string) {
                faults_.add(element.position, path,
                            "expected the name of a server as a string, found " +
                                std::string(format_kind(element.kind)));
                continue;
            }
            const auto neighbour = find_server(element.string, element.position, path);
            if (!named.insert(element.string).second) {
                faults_.add(element.position, path,
                            format_quoted(element.string) + " is named twice; once makes the link");
            } else if (element.string == entry.key) {
                faults_.add(element.position, path, "a server is not linked to itself");
            } else if (server && neighbour) {
                links_.insert({std::min(*server, *neighbour), std::max(*server, *neighbour)});
            }
        }
    }

    const std::set<Link>& links() const { return links_; }

private:
    std::optional<std::size_t> find_server(const std::string& name, Position position,
                                           const std::string& path) {
        const auto found = indexes_.find(name);
        if (found != indexes_.end()) return found->second;
        faults_.add_unknown(position, path, "unknown server " + format_quoted(name), name, names_);
        return std::nullopt;
    }

    FaultList& faults_;
    std::vector<std::string_view> names_;
    std::unordered_map<std::string_view, std::size_t> indexes_;
    std::set<Link> links_;
};

}  // namespace

void read_topology(const Entry& section, const std::vector<Server>& servers, std::vector<Link>& links,
                   FaultList& faults) {
    TopologyReader reader(servers, faults);
    for (const auto& entry : section.value.entries) reader.read(entry);
    links.assign(reader.links().begin(), reader.links().end());
}

}  // namespace herd::config

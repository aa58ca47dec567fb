#include "control/toxiproxy_links.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <variant>

#include "base/quote.hpp"
#include "base/suggestion.hpp"
#include "control/host_name.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

std::string format_address(const net::Herd& herd, const std::string& name) {
    const auto& servers = herd.config().servers;
    const auto server = std::find_if(servers.begin(), servers.end(),
                                     [&](const config::Server& one) { return one.name == name; });
    std::uint16_t port = server->port;
    for (const auto& address : herd.addresses()) {
        if (address.server == name) port = address.port;
    }
    return format_host(server->host) + ":" + std::to_string(port);
}

/// Whether a fault keeps the link from having a connection, for good or now and then.
bool keeps_down(const fault::Action& action, const LinkProxy& proxy) {
    return std::visit(
        [&](const auto& what) {
            if constexpr (requires { what.link; }) {
                return what.link == fault::LinkName{proxy.first, proxy.second} ||
                       what.link == fault::LinkName{proxy.second, proxy.first};
            } else {
                return false;
            }
        },
        action);
}

}  // namespace

std::vector<LinkProxy> list_proxies(const net::Herd& herd) {
    const auto& config = herd.config();
    std::vector<LinkProxy> proxies;
    for (fault::LinkIndex link = 0; link < config.links.size(); ++link) {
        if (!herd.has_link(link)) continue;
        const auto& [a, b] = config.links[link];
        proxies.push_back({link, config.servers[a].name, config.servers[b].name});
    }
    return proxies;
}

Result<LinkProxy, Problem> find_proxy(const net::Herd& herd, std::string_view name) {
    auto proxies = list_proxies(herd);
    std::vector<std::string> names;
    for (auto& proxy : proxies) {
        names.push_back(proxy.name());
        names.push_back(proxy.second + "-" + proxy.first);
        if (names.back() == name || *(names.end() - 2) == name) return std::move(proxy);
    }
    std::string why = "proxy not found: no link of the herd is called " + format_quoted(name);
    const auto near = find_near_word(name, std::vector<std::string_view>(names.begin(), names.end()));
    if (!near.empty()) why += "; did you mean " + format_quoted(near) + "?";
    return unexpected(Problem{404, std::move(why), {}, {}});
}

bool is_enabled(const net::Herd& herd, const LinkProxy& proxy) {
    return !herd.faults().link_state(proxy.link).is_cut;
}

Result<void, Problem> set_enabled(net::Herd& herd, const LinkProxy& proxy, bool enabled) {
    if (!enabled) {
        const auto cut = herd.apply({fault::Cut{{proxy.first, proxy.second}}, std::nullopt});
        if (!cut) return unexpected(Problem{409, cut.error(), {}, {}});
        return {};
    }
    for (const auto& fault : herd.faults().in_force()) {
        if (keeps_down(fault.fault.action, proxy)) herd.lift(fault.id);
    }
    return {};
}

ProxyAddresses find_addresses(const net::Herd& herd, const LinkProxy& proxy) {
    return {format_address(herd, proxy.first), format_address(herd, proxy.second)};
}

void append_proxy(const net::Herd& herd, const ToxicBook& book, const LinkProxy& proxy, std::string& out) {
    const auto addresses = find_addresses(herd, proxy);
    trace::JsonObject object(out);
    object.text("name", proxy.name());
    object.text("listen", addresses.listen);
    object.text("upstream", addresses.upstream);
    object.flag("enabled", is_enabled(herd, proxy));
    object.key("toxics");
    trace::append_json_list(book.list(herd, proxy), out,
                            [&out](const Toxic& toxic) { append_toxic(toxic, out); });
    object.end();
}

}  // namespace herd::control

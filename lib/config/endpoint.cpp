#include "config/endpoint.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <map>

namespace herd::config {
namespace {

// One text for one address: "::0" and "0:0:0:0:0:0:0:0" are the same host.
std::string normalize_host(const std::string& host) {
    unsigned char address[16];
    char text[INET6_ADDRSTRLEN];
    for (const int family : {AF_INET, AF_INET6}) {
        if (inet_pton(family, host.c_str(), address) == 1)
            return inet_ntop(family, address, text, sizeof text);
    }
    std::string lower = host;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower == "localhost" ? "127.0.0.1" : lower;
}

bool is_every_host(const std::string& host) {
    return host == "0.0.0.0" || host == "::";
}

// Who uses one port.
struct Users {
    const Endpoint* first = nullptr;
    const Endpoint* on_every_host = nullptr;
    std::map<std::string, const Endpoint*> by_host;
};

const Endpoint* find_rival(const Users& users, const std::string& host) {
    if (is_every_host(host)) return users.first;
    if (users.on_every_host) return users.on_every_host;
    const auto rival = users.by_host.find(host);
    return rival == users.by_host.end() ? nullptr : rival->second;
}

}  // namespace

void check_ports(std::vector<Endpoint> endpoints, FaultList& faults) {
    std::stable_sort(endpoints.begin(), endpoints.end(),
                     [](const Endpoint& a, const Endpoint& b) { return a.position < b.position; });
    std::map<std::uint16_t, Users> ports;
    for (const auto& endpoint : endpoints) {
        if (endpoint.port == 0) continue;
        Users& users = ports[endpoint.port];
        const std::string host = normalize_host(endpoint.host);
        if (const auto* rival = find_rival(users, host)) {
            std::string why = std::to_string(endpoint.port) + " is already used by " + rival->key +
                              " in line " + std::to_string(rival->position.line);
            if (normalize_host(rival->host) != host) {
                why += "; " + (is_every_host(host) ? endpoint.host : rival->host) + " means every host";
            }
            faults.add(endpoint.position, endpoint.key, std::move(why));
        }
        if (!users.first) users.first = &endpoint;
        if (is_every_host(host) && !users.on_every_host) users.on_every_host = &endpoint;
        users.by_host.emplace(host, &endpoint);
    }
}

}  // namespace herd::config

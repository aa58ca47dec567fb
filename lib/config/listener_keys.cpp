#include "config/listener_keys.hpp"

namespace herd::config {

Endpoint read_listener(TableReader& reader, std::string& host, std::uint16_t& port, PortKey port_key) {
    const bool good_port = reader.read_integer("port", {0, 65535}, port);
    const bool good_host = reader.read_word("host", "a host name or address", host) || !reader.has("host");
    if (port_key == PortKey::required) reader.require("port", "a port to listen at, 0 for any free one");
    const bool good = good_port && good_host;
    return {reader.path_of("port"), reader.position_of("port"), host, good ? port : std::uint16_t{0}};
}

}  // namespace herd::config

#include "redis_info.hpp"

#include "support/test_client.hpp"

namespace herd::bench {

std::string read_redis_info(std::uint16_t port, std::string_view name) {
    test::TestClient client(port);
    client.send("INFO\r\n");
    client.end_output();
    const std::string key = std::string(name) + ":";
    for (;;) {
        const auto line = client.read_line();
        if (line.starts_with(key)) return line.substr(key.size(), line.find('\r') - key.size());
    }
}

double read_redis_number(std::uint16_t port, std::string_view name) {
    return std::stod(read_redis_info(port, name));
}

}  // namespace herd::bench

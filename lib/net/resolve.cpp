#include "net/resolve.hpp"

#include <algorithm>

namespace herd::net {

Result<Endpoint, std::error_code> resolve(asio::io_context& loop, const std::string& host,
                                          std::uint16_t port) {
    std::error_code error;
    if (const auto address = asio::ip::make_address(host, error); !error) return Endpoint(address, port);
    asio::ip::tcp::resolver resolver(loop);
    const auto found = resolver.resolve(host, std::to_string(port), error);
    if (error) return unexpected(error);
    if (found.empty()) return unexpected(make_error_code(asio::error::host_not_found));
    const auto v4 = std::find_if(found.begin(), found.end(),
                                 [](const auto& entry) { return entry.endpoint().address().is_v4(); });
    return v4 == found.end() ? found.begin()->endpoint() : v4->endpoint();
}

Endpoint dial_endpoint(Endpoint endpoint) {
    if (!endpoint.address().is_unspecified()) return endpoint;
    if (endpoint.address().is_v6()) return {asio::ip::address_v6::loopback(), endpoint.port()};
    return {asio::ip::address_v4::loopback(), endpoint.port()};
}

}  // namespace herd::net

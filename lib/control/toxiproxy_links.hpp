#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "control/problem.hpp"
#include "control/toxic_book.hpp"
#include "net/herd.hpp"

namespace herd::control {

// The links of a herd, as Toxiproxy's clients see them. On the loop.

/// All links, in the order of the configuration.
std::vector<LinkProxy> list_proxies(const net::Herd& herd);

/// The link of that name: the names of its ends, in either order, with `-` between them.
/// Errors: 404, with a suggestion where one is near.
Result<LinkProxy, Problem> find_proxy(const net::Herd& herd, std::string_view name);

/// What a proxy has instead of a state: whether nothing cuts the link.
bool is_enabled(const net::Herd& herd, const LinkProxy& proxy);

/// Cuts the link, or lifts whatever keeps it from being. Errors: 409, in the words of the herd.
Result<void, Problem> set_enabled(net::Herd& herd, const LinkProxy& proxy, bool enabled);

/// The addresses that its ends have.
struct ProxyAddresses {
    std::string listen;    // of the first end: `127.0.0.1:8101`
    std::string upstream;  // of the second
};
ProxyAddresses find_addresses(const net::Herd& herd, const LinkProxy& proxy);

/// The proxy and its toxics as a JSON object.
void append_proxy(const net::Herd& herd, const ToxicBook& book, const LinkProxy& proxy, std::string& out);

}  // namespace herd::control

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/table_reader.hpp"
#include "control/toxiproxy_desk.hpp"
#include "control/toxiproxy_links.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

/// What a request says of a proxy.
struct ProxyRequest {
    std::string name;
    std::optional<std::string> listen;
    std::optional<std::string> upstream;
    std::optional<bool> enabled;
};

Result<ProxyRequest, Problem> read_proxy(const config::Value& body) {
    ProxyRequest asked;
    const auto take = [](const config::Entry& entry, config::Kind kind) { return entry.value.kind == kind; };
    for (const auto& entry : body.entries) {
        bool is_good = true;
        if (entry.key == "name") {
            is_good = take(entry, config::Kind::string);
            asked.name = entry.value.string;
        } else if (entry.key == "listen") {
            is_good = take(entry, config::Kind::string);
            asked.listen = entry.value.string;
        } else if (entry.key == "upstream") {
            is_good = take(entry, config::Kind::string);
            asked.upstream = entry.value.string;
        } else if (entry.key == "enabled") {
            is_good = take(entry, config::Kind::boolean);
            asked.enabled = entry.value.boolean;
        }
        if (!is_good) {
            return unexpected(
                refuse_body(entry.key + " is not " + std::string(config::format_kind(entry.value.kind))));
        }
    }
    return asked;
}

Response show_proxy(const net::Herd& herd, const ToxicBook& book, const LinkProxy& proxy, int status = 200) {
    std::string json;
    append_proxy(herd, book, proxy, json);
    return make_json_response(std::move(json), status);
}

Result<LinkProxy, Problem> find_asked(const net::Herd& herd, const ProxyRequest& asked) {
    if (asked.name.empty()) return unexpected(Problem{400, "missing required field: name", {}, {}});
    auto proxy = find_proxy(herd, asked.name);
    if (proxy) return proxy;
    return unexpected(Problem{
        422, proxy.error().detail + "; a proxy is a link, and links are made with POST /v1/links", {}, {}});
}

/// Takes the proxies for made, since the links are there, and enables or disables them.
Result<std::vector<LinkProxy>, Problem> take_for_made(net::Herd& herd,
                                                      const std::vector<ProxyRequest>& asked) {
    std::vector<LinkProxy> proxies;
    for (const auto& one : asked) {
        auto proxy = find_asked(herd, one);
        if (!proxy) return unexpected(proxy.error());
        proxies.push_back(std::move(*proxy));
    }
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const auto done = set_enabled(herd, proxies[i], asked[i].enabled.value_or(true));
        if (!done) return unexpected(done.error());
    }
    return proxies;
}

Result<Response, Problem> change_proxy(net::Herd& herd, ToxicBook& book, const LinkProxy& proxy,
                                       const config::Value& body, const Request&) {
    const auto asked = read_proxy(body);
    if (!asked) return unexpected(asked.error());
    const auto addresses = find_addresses(herd, proxy);
    if (asked->listen.value_or(addresses.listen) != addresses.listen ||
        asked->upstream.value_or(addresses.upstream) != addresses.upstream) {
        return unexpected(Problem{
            422, "listen and upstream are the addresses of the link's ends, which do not change", {}, {}});
    }
    if (asked->enabled) {
        if (const auto done = set_enabled(herd, proxy, *asked->enabled); !done)
            return unexpected(done.error());
    }
    return show_proxy(herd, book, proxy);
}

Result<Response, Problem> show_proxies(net::Herd& herd, ToxicBook& book) {
    std::string json;
    trace::JsonObject object(json);
    for (const auto& proxy : list_proxies(herd)) {
        object.key(proxy.name());
        append_proxy(herd, book, proxy, json);
    }
    object.end();
    return make_json_response(std::move(json));
}

Result<ToxiproxyDesk::Work, Problem> read_new_proxy(const Request& request) {
    const auto body = parse_toxiproxy_body(request, config::Kind::table);
    if (!body) return unexpected(body.error());
    const auto asked = read_proxy(*body);
    if (!asked) return unexpected(asked.error());
    return [asked = *asked](net::Herd& herd, ToxicBook& book) -> Result<Response, Problem> {
        const auto made = take_for_made(herd, {asked});
        if (!made) return unexpected(made.error());
        return show_proxy(herd, book, made->front(), 201);
    };
}

Result<ToxiproxyDesk::Work, Problem> read_new_proxies(const Request& request) {
    const auto body = parse_toxiproxy_body(request, config::Kind::array);
    if (!body) return unexpected(body.error());
    std::vector<ProxyRequest> asked;
    for (const auto& element : body->elements) {
        if (element.kind != config::Kind::table) return unexpected(refuse_body("a proxy is an object"));
        auto one = read_proxy(element);
        if (!one) return unexpected(one.error());
        asked.push_back(std::move(*one));
    }
    return [asked](net::Herd& herd, ToxicBook& book) -> Result<Response, Problem> {
        const auto made = take_for_made(herd, asked);
        if (!made) return unexpected(made.error());
        std::string json = "{\"proxies\":[";
        for (const auto& proxy : *made) {
            if (json.back() != '[') json += ',';
            append_proxy(herd, book, proxy, json);
        }
        return make_json_response(json + "]}", 201);
    };
}

}  // namespace

void add_proxy_routes(ToxiproxyDesk& desk) {
    desk.add_on_loop("GET", "/proxies",
                     [](const Request&) -> Result<ToxiproxyDesk::Work, Problem> { return show_proxies; });
    desk.add_on_loop("POST", "/proxies", read_new_proxy);
    desk.add_on_loop("POST", "/populate", read_new_proxies);
    const std::string one = "/proxies/{proxy}";
    desk.add_on_proxy("GET", one,
                      [](net::Herd& herd, ToxicBook& book, const LinkProxy& proxy, const config::Value&,
                         const Request&) { return show_proxy(herd, book, proxy); });
    desk.add_on_proxy("POST", one, change_proxy);
    desk.add_on_proxy("PATCH", one, change_proxy);
    desk.add_on_proxy(
        "DELETE", one,
        [](net::Herd&, ToxicBook&, const LinkProxy& proxy, const config::Value&,
           const Request&) -> Result<Response, Problem> {
            return unexpected(Problem{422,
                                      "a proxy is a link, which stays: enabled = false cuts it, and "
                                      "DELETE /v1/links/" +
                                          proxy.first + "/" + proxy.second + " removes it",
                                      {},
                                      {}});
        });
}

}  // namespace herd::control

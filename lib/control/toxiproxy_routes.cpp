#include "control/toxiproxy_routes.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "control/json_document.hpp"
#include "control/toxic_book.hpp"
#include "control/toxiproxy_links.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

constexpr std::string_view spoken_version = "2.9.0";  // the release of Toxiproxy that this is like

/// A problem in Toxiproxy's own form. Its older clients read `title`.
Response make_toxiproxy_response(const Problem& problem) {
    std::string json;
    trace::JsonObject object(json);
    object.text("error", problem.detail);
    object.text("title", problem.detail);
    object.number("status", problem.status);
    object.end();
    auto response = make_json_response(std::move(json), problem.status);
    response.headers = problem.headers;
    return response;
}

Result<config::Value, Problem> parse_toxiproxy_body(const Request& request, config::Kind kind) {
    auto body = parse_json(request.body);
    if (!body) {
        return unexpected(
            refuse_body("line " + std::to_string(body.error().position.line) + ": " + body.error().why));
    }
    if (body->kind != kind) {
        return unexpected(refuse_body("expected " + std::string(config::format_kind(kind)) + ", found " +
                                      std::string(config::format_kind(body->kind))));
    }
    return std::move(*body);
}

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

/// The routes, and what they have in common. Shape: `work` is done on the loop.
class Toxiproxy {
public:
    Toxiproxy(const BackOffice& office, Router& router)
        : office_(office), router_(router), book_(std::make_shared<ToxicBook>()) {}

    void add_all() {
        add_proxies();
        add_proxy();
        add_toxics();
        add("GET", "/version",
            [version = office_.about.version](const Request&) -> Result<Response, Problem> {
                std::string json;
                trace::JsonObject object(json);
                object.text("version", spoken_version);
                object.text("herd", version);
                object.end();
                return make_json_response(std::move(json));
            });
        add_on_loop("POST", "/reset", [](net::Herd& herd, ToxicBook& book) -> Result<Response, Problem> {
            for (const auto& proxy : list_proxies(herd)) {
                if (const auto done = set_enabled(herd, proxy, true); !done) return unexpected(done.error());
                book.remove_all(herd, proxy);
            }
            return Response{204, {}, {}, {}, {}};
        });
    }

private:
    using OnProxy = std::function<Result<Response, Problem>(net::Herd&, ToxicBook&, const LinkProxy&,
                                                            const config::Value&, const Request&)>;

    void add(const std::string& method, const std::string& pattern, const Answer& answer) {
        router_.add(method, pattern, [answer](const Request& request) -> Result<Response, Problem> {
            // As Toxiproxy does: no page in a browser has any business here.
            if (request.header("User-Agent").starts_with("Mozilla/"))
                return make_toxiproxy_response(Problem{403, "User agent not allowed", {}, {}});
            auto answered = answer(request);
            if (!answered) return make_toxiproxy_response(answered.error());
            return answered;
        });
    }

    template <class Work>
    void add_on_loop(const std::string& method, const std::string& pattern, Work work) {
        // The book is the router's; what is posted and never done must not keep it for longer.
        add(method, pattern, [&office = office_, book = book_, work](const Request&) {
            return office.call([book = book.get(), work](net::Herd& herd) { return work(herd, *book); });
        });
    }

    /// What is asked of one proxy; a change has a body.
    void add_on_proxy(const std::string& method, const std::string& pattern, const OnProxy& work) {
        add(method, pattern,
            [&office = office_, book = book_, work, has_body = method == "POST" || method == "PATCH"](
                const Request& request) -> Result<Response, Problem> {
                config::Value body;
                if (has_body) {
                    auto parsed = parse_toxiproxy_body(request, config::Kind::table);
                    if (!parsed) return unexpected(parsed.error());
                    body = std::move(*parsed);
                }
                return office.call([book = book.get(), work, body = std::move(body),
                                    request](net::Herd& herd) -> Result<Response, Problem> {
                    const auto proxy = find_proxy(herd, request.captures[0]);
                    if (!proxy) return unexpected(proxy.error());
                    return work(herd, *book, *proxy, body, request);
                });
            });
    }

    void add_proxies();
    void add_proxy();
    void add_toxics();

    const BackOffice& office_;
    Router& router_;
    std::shared_ptr<ToxicBook> book_;
};

Response show_proxy(const net::Herd& herd, const ToxicBook& book, const LinkProxy& proxy, int status = 200) {
    std::string json;
    append_proxy(herd, book, proxy, json);
    return make_json_response(std::move(json), status);
}

Response show_toxic(const Toxic& toxic) {
    std::string json;
    append_toxic(toxic, json);
    return make_json_response(std::move(json));
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

void Toxiproxy::add_proxies() {
    add_on_loop("GET", "/proxies", [](net::Herd& herd, ToxicBook& book) -> Result<Response, Problem> {
        std::string json;
        trace::JsonObject object(json);
        for (const auto& proxy : list_proxies(herd)) {
            object.key(proxy.name());
            append_proxy(herd, book, proxy, json);
        }
        object.end();
        return make_json_response(std::move(json));
    });
    add("POST", "/proxies",
        [&office = office_, book = book_](const Request& request) -> Result<Response, Problem> {
            const auto body = parse_toxiproxy_body(request, config::Kind::table);
            if (!body) return unexpected(body.error());
            const auto asked = read_proxy(*body);
            if (!asked) return unexpected(asked.error());
            return office.call(
                [book = book.get(), asked = *asked](net::Herd& herd) -> Result<Response, Problem> {
                    const auto made = take_for_made(herd, {asked});
                    if (!made) return unexpected(made.error());
                    return show_proxy(herd, *book, made->front(), 201);
                });
        });
    add("POST", "/populate",
        [&office = office_, book = book_](const Request& request) -> Result<Response, Problem> {
            const auto body = parse_toxiproxy_body(request, config::Kind::array);
            if (!body) return unexpected(body.error());
            std::vector<ProxyRequest> asked;
            for (const auto& element : body->elements) {
                auto one =
                    element.kind == config::Kind::table
                        ? read_proxy(element)
                        : Result<ProxyRequest, Problem>(unexpected(refuse_body("a proxy is an object")));
                if (!one) return unexpected(one.error());
                asked.push_back(std::move(*one));
            }
            return office.call([book = book.get(), asked](net::Herd& herd) -> Result<Response, Problem> {
                const auto made = take_for_made(herd, asked);
                if (!made) return unexpected(made.error());
                std::string json = "{\"proxies\":[";
                for (const auto& proxy : *made) {
                    if (json.back() != '[') json += ',';
                    append_proxy(herd, *book, proxy, json);
                }
                return make_json_response(json + "]}", 201);
            });
        });
}

void Toxiproxy::add_proxy() {
    const std::string one = "/proxies/{proxy}";
    add_on_proxy("GET", one,
                 [](net::Herd& herd, ToxicBook& book, const LinkProxy& proxy, const config::Value&,
                    const Request&) { return show_proxy(herd, book, proxy); });
    add_on_proxy("POST", one, change_proxy);
    add_on_proxy("PATCH", one, change_proxy);
    add_on_proxy("DELETE", one,
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

void Toxiproxy::add_toxics() {
    const std::string all = "/proxies/{proxy}/toxics";
    const std::string one = all + "/{toxic}";
    add_on_proxy("GET", all,
                 [](net::Herd& herd, ToxicBook& book, const LinkProxy& proxy, const config::Value&,
                    const Request&) -> Result<Response, Problem> {
                     std::string json = "[";
                     for (const auto& toxic : book.list(herd, proxy)) {
                         if (json.size() > 1) json += ',';
                         append_toxic(toxic, json);
                     }
                     return make_json_response(json + "]");
                 });
    add_on_proxy("POST", all,
                 [](net::Herd& herd, ToxicBook& book, const LinkProxy& proxy, const config::Value& body,
                    const Request&) -> Result<Response, Problem> {
                     const auto toxic = parse_toxic(body);
                     if (!toxic) return unexpected(toxic.error());
                     if (const auto added = book.add(herd, proxy, *toxic); !added)
                         return unexpected(added.error());
                     return show_toxic(*toxic);
                 });
    add_on_proxy("GET", one,
                 [](net::Herd& herd, ToxicBook& book, const LinkProxy& proxy, const config::Value&,
                    const Request& request) -> Result<Response, Problem> {
                     return book.find(herd, proxy, request.captures[1]).map(show_toxic);
                 });
    for (const auto* method : {"POST", "PATCH"}) {
        add_on_proxy(method, one,
                     [](net::Herd& herd, ToxicBook& book, const LinkProxy& proxy, const config::Value& body,
                        const Request& request) -> Result<Response, Problem> {
                         return book.update(herd, proxy, request.captures[1], body).map(show_toxic);
                     });
    }
    add_on_proxy("DELETE", one,
                 [](net::Herd& herd, ToxicBook& book, const LinkProxy& proxy, const config::Value&,
                    const Request& request) -> Result<Response, Problem> {
                     const auto removed = book.remove(herd, proxy, request.captures[1]);
                     if (!removed) return unexpected(removed.error());
                     return Response{204, {}, {}, {}, {}};
                 });
}

}  // namespace

void add_toxiproxy_routes(const BackOffice& office, Router& router) {
    Toxiproxy(office, router).add_all();
}

}  // namespace herd::control

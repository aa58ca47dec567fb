#include "control/toxiproxy_routes.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "control/toxiproxy_desk.hpp"
#include "control/toxiproxy_links.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

constexpr std::string_view spoken_version = "2.9.0";  // the release of Toxiproxy that this is like

Result<Response, Problem> reset_all(net::Herd& herd, ToxicBook& book) {
    for (const auto& proxy : list_proxies(herd)) {
        if (const auto done = set_enabled(herd, proxy, true); !done) return unexpected(done.error());
        book.remove_all(herd, proxy);
    }
    return Response{204, {}, {}, {}, {}};
}

}  // namespace

void add_toxiproxy_routes(const BackOffice& office, Router& router) {
    ToxiproxyDesk desk(office, router);
    add_proxy_routes(desk);
    add_toxic_routes(desk);
    desk.add("GET", "/version",
             [version = office.about.version](const Request&) -> Result<Response, Problem> {
                 std::string json;
                 trace::JsonObject object(json);
                 object.text("version", spoken_version);
                 object.text("herd", version);
                 object.end();
                 return make_json_response(std::move(json));
             });
    desk.add_on_loop("POST", "/reset",
                     [](const Request&) -> Result<ToxiproxyDesk::Work, Problem> { return reset_all; });
}

}  // namespace herd::control

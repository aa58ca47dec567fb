#include <string>
#include <utility>

#include "control/toxiproxy_desk.hpp"

namespace herd::control {
namespace {

Response show_toxic(const Toxic& toxic) {
    std::string json;
    append_toxic(toxic, json);
    return make_json_response(std::move(json));
}

}  // namespace

void add_toxic_routes(ToxiproxyDesk& desk) {
    const std::string all = "/proxies/{proxy}/toxics";
    const std::string one = all + "/{toxic}";
    desk.add_on_proxy("GET", all,
                      [](net::Herd& herd, ToxicBook& book, const LinkProxy& proxy, const config::Value&,
                         const Request&) -> Result<Response, Problem> {
                          std::string json = "[";
                          for (const auto& toxic : book.list(herd, proxy)) {
                              if (json.size() > 1) json += ',';
                              append_toxic(toxic, json);
                          }
                          return make_json_response(json + "]");
                      });
    desk.add_on_proxy("POST", all,
                      [](net::Herd& herd, ToxicBook& book, const LinkProxy& proxy, const config::Value& body,
                         const Request&) -> Result<Response, Problem> {
                          const auto toxic = parse_toxic(body);
                          if (!toxic) return unexpected(toxic.error());
                          if (const auto added = book.add(herd, proxy, *toxic); !added)
                              return unexpected(added.error());
                          return show_toxic(*toxic);
                      });
    desk.add_on_proxy("GET", one,
                      [](net::Herd& herd, ToxicBook& book, const LinkProxy& proxy, const config::Value&,
                         const Request& request) -> Result<Response, Problem> {
                          return book.find(herd, proxy, request.captures[1]).map(show_toxic);
                      });
    for (const auto* method : {"POST", "PATCH"}) {
        desk.add_on_proxy(method, one,
                          [](net::Herd& herd, ToxicBook& book, const LinkProxy& proxy,
                             const config::Value& body, const Request& request) -> Result<Response, Problem> {
                              return book.update(herd, proxy, request.captures[1], body).map(show_toxic);
                          });
    }
    desk.add_on_proxy("DELETE", one,
                      [](net::Herd& herd, ToxicBook& book, const LinkProxy& proxy, const config::Value&,
                         const Request& request) -> Result<Response, Problem> {
                          const auto removed = book.remove(herd, proxy, request.captures[1]);
                          if (!removed) return unexpected(removed.error());
                          return Response{204, {}, {}, {}, {}};
                      });
}

}  // namespace herd::control

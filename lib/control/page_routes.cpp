#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "control/metrics_text.hpp"
#include "control/page.hpp"
#include "control/routes.hpp"

namespace herd::control {
namespace {

Response show_page(const Page& page, const Request& request) {
    Response response;
    // Also where it has not changed: the headers of that answer replace those that the browser has stored.
    response.type = page.type;
    response.headers = {{"ETag", std::string(page.tag)}, {"Cache-Control", "no-cache"}};
    if (request.header("If-None-Match").find(page.tag) != std::string_view::npos) {
        response.status = 304;
        return response;
    }
    response.body = page.bytes;
    return response;
}

Result<Response, Problem> tell_metrics(const BackOffice& office) {
    const auto snapshot = office.take_snapshot();
    if (!snapshot) return unexpected(snapshot.error());
    auto response = make_text_response(format_metrics(*snapshot, office.about, read_process()));
    response.type = metrics_content_type;
    return response;
}

}  // namespace

void add_page_routes(const BackOffice& office, Router& router) {
    for (const Page& page : dashboard_pages()) {
        router.add(
            "GET", page.path, [&page](const Request& request) { return show_page(page, request); },
            Access::anyone);
    }
    router.add("GET", "/v1/openapi.json",
               [](const Request& request) { return show_page(openapi_page(), request); });
    router.add("GET", "/metrics", [&office](const Request&) { return tell_metrics(office); });
}

}  // namespace herd::control

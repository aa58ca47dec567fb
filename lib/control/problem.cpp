#include "control/problem.hpp"

#include "control/status.hpp"
#include "trace/json_object.hpp"

namespace herd::control {

Response make_response(const Problem& problem, std::string_view path) {
    Response response;
    response.status = problem.status;
    response.type = "application/problem+json";
    response.headers = problem.headers;
    trace::JsonObject object(response.body);
    object.text("type", "about:blank");
    object.text("title", format_status(problem.status));
    object.number("status", problem.status);
    object.text("detail", problem.detail);
    if (!path.empty()) object.text("instance", path);
    if (!problem.errors.empty()) {
        object.key("errors");
        trace::append_json_list(problem.errors, response.body, [&response](const std::string& error) {
            trace::append_json_string(error, response.body);
        });
    }
    object.end();
    response.body += '\n';
    return response;
}

}  // namespace herd::control

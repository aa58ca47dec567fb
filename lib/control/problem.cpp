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
        response.body += '[';
        for (std::size_t i = 0; i < problem.errors.size(); ++i) {
            if (i > 0) response.body += ',';
            trace::append_json_string(problem.errors[i], response.body);
        }
        response.body += ']';
    }
    object.end();
    response.body += '\n';
    return response;
}

}  // namespace herd::control

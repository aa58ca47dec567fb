#include "control/response.hpp"

#include <utility>

namespace herd::control {

Response make_json_response(std::string json, int status) {
    Response response;
    response.status = status;
    response.type = "application/json";
    response.body = std::move(json);
    response.body += '\n';
    return response;
}

Response make_text_response(std::string text, int status) {
    Response response;
    response.status = status;
    response.type = "text/plain; charset=utf-8";
    response.body = std::move(text);
    return response;
}

}  // namespace herd::control

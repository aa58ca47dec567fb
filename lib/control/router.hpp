#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "control/problem.hpp"
#include "control/request.hpp"
#include "control/response.hpp"

namespace herd::control {

/// Answers a request, on a thread of the service.
using Answer = std::function<Result<Response, Problem>(const Request&)>;

/// Who may ask.
enum class Access {
    token,   // who shows the token, if there is one
    anyone,  // whoever can connect
};

/// What is answered where.
struct Route {
    std::string method;   // "GET"
    std::string pattern;  // "/v1/servers/{name}/stop"; a last segment "{file...}" stands for all that follows
    Answer answer;
    Access access = Access::token;
};

/// All routes of the service.
class Router {
public:
    void add(std::string method, std::string pattern, Answer answer, Access access = Access::token);

    struct Match {
        const Route* route = nullptr;
        std::vector<std::string> captures;  // decoded
    };

    /// The route of a request. A literal segment goes before a brace. A HEAD is answered as the GET.
    /// Shape:  `path` is still encoded.
    /// Errors: 404, 405 with what would be allowed, and 400 if the path is wrongly encoded.
    Result<Match, Problem> find(std::string_view method, std::string_view path) const;

    const std::vector<Route>& routes() const { return routes_; }

private:
    std::vector<Route> routes_;
};

}  // namespace herd::control

#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "config/document.hpp"
#include "control/back_office.hpp"
#include "control/problem.hpp"
#include "control/request.hpp"
#include "control/response.hpp"
#include "control/router.hpp"
#include "control/toxic_book.hpp"

namespace herd::control {

/// What the routes of Toxiproxy's API have in common: the toxics, the form of errors, and who is kept out.
/// Shape: all that is made with it ends with the router.
class ToxiproxyDesk {
public:
    ToxiproxyDesk(const BackOffice& office, Router& router)
        : office_(office), router_(router), book_(std::make_shared<ToxicBook>()) {}

    /// Answers on a thread of the service.
    void add(const std::string& method, const std::string& pattern, const Answer& answer);

    /// Does what a request comes to on the loop.
    using Work = std::function<Result<Response, Problem>(net::Herd&, ToxicBook&)>;
    using Read = std::function<Result<Work, Problem>(const Request&)>;
    void add_on_loop(const std::string& method, const std::string& pattern, const Read& read);

    /// What is asked of the proxy that the first brace of the pattern names. Shape: the body is that of a
    /// POST or PATCH, an object.
    using OnProxy = std::function<Result<Response, Problem>(net::Herd&, ToxicBook&, const LinkProxy&,
                                                            const config::Value& body, const Request&)>;
    void add_on_proxy(const std::string& method, const std::string& pattern, const OnProxy& work);

private:
    const BackOffice& office_;
    Router& router_;
    std::shared_ptr<ToxicBook> book_;  // the routes keep it
};

/// The JSON of a body. Errors: 400, as Toxiproxy has them.
Result<config::Value, Problem> parse_toxiproxy_body(const Request& request, config::Kind kind);

// The routes, by what they are about.
void add_proxy_routes(ToxiproxyDesk& desk);
void add_toxic_routes(ToxiproxyDesk& desk);

}  // namespace herd::control

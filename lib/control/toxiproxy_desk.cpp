#include "control/toxiproxy_desk.hpp"

#include <utility>

#include "config/table_reader.hpp"
#include "control/json_document.hpp"
#include "control/toxiproxy_links.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

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

}  // namespace

void ToxiproxyDesk::add(const std::string& method, const std::string& pattern, const Answer& answer) {
    const auto answer_as_toxiproxy = [answer](const Request& request) -> Result<Response, Problem> {
        // As Toxiproxy does: no page in a browser has any business here.
        if (request.header("User-Agent").starts_with("Mozilla/"))
            return make_toxiproxy_response(Problem{403, "User agent not allowed", {}, {}});
        auto answered = answer(request);
        if (!answered) return make_toxiproxy_response(answered.error());
        return answered;
    };
    router_.add(method, pattern, answer_as_toxiproxy);
}

void ToxiproxyDesk::add_on_loop(const std::string& method, const std::string& pattern, const Read& read) {
    add(method, pattern,
        [&office = office_, book = book_, read](const Request& request) -> Result<Response, Problem> {
            const auto work = read(request);
            if (!work) return unexpected(work.error());
            // The book is the router's; what is posted and never done must not keep it for longer.
            return office.call(
                [book = book.get(), work = *work](net::Herd& herd) { return work(herd, *book); });
        });
}

void ToxiproxyDesk::add_on_proxy(const std::string& method, const std::string& pattern, const OnProxy& work) {
    const bool has_body = method == "POST" || method == "PATCH";
    add_on_loop(method, pattern, [work, has_body](const Request& request) -> Result<Work, Problem> {
        config::Value body;
        if (has_body) {
            auto parsed = parse_toxiproxy_body(request, config::Kind::table);
            if (!parsed) return unexpected(parsed.error());
            body = std::move(*parsed);
        }
        return [work, body, request](net::Herd& herd, ToxicBook& book) -> Result<Response, Problem> {
            const auto proxy = find_proxy(herd, request.captures[0]);
            if (!proxy) return unexpected(proxy.error());
            return work(herd, book, *proxy, body, request);
        };
    });
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

}  // namespace herd::control

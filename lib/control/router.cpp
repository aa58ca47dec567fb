#include "control/router.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/quote.hpp"
#include "control/query.hpp"

namespace herd::control {
namespace {

std::vector<std::string_view> split_path(std::string_view path) {
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1);
        segments.push_back(path.substr(0, path.find('/')));
        path.remove_prefix(segments.back().size());
    }
    return segments;
}

/// How a pattern takes a path; nothing, if it does not.
struct Fit {
    std::size_t literals = 0;                // segments that are the same
    std::vector<std::string_view> captured;  // encoded
};

std::optional<Fit> fit(std::string_view pattern, std::string_view path) {
    const auto wanted = split_path(pattern);
    const auto given = split_path(path);
    Fit fit;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (i >= given.size()) return std::nullopt;
        const bool is_brace = wanted[i].starts_with('{');
        if (is_brace && given[i].empty()) return std::nullopt;
        if (is_brace && wanted[i].ends_with("...}")) {
            fit.captured.push_back({given[i].data(), path.data() + path.size()});
            return fit;
        }
        if (is_brace) {
            fit.captured.push_back(given[i]);
        } else if (wanted[i] == given[i]) {
            ++fit.literals;
        } else {
            return std::nullopt;
        }
    }
    if (given.size() != wanted.size()) return std::nullopt;
    return fit;
}

}  // namespace

void Router::add(std::string method, std::string pattern, Answer answer, Access access) {
    routes_.push_back({std::move(method), std::move(pattern), std::move(answer), access});
}

Result<Router::Match, Problem> Router::find(std::string_view method, std::string_view path) const {
    if (!path.starts_with('/')) return unexpected(Problem{400, "the target has to be a path", {}, {}});
    const std::string_view asked = method == "HEAD" ? "GET" : method;
    const Route* best = nullptr;
    Fit best_fit;
    std::vector<std::string> allowed;
    for (const Route& route : routes_) {
        auto fitting = fit(route.pattern, path);
        if (!fitting) continue;
        if (route.method != asked) {
            allowed.push_back(route.method);
            if (route.method == "GET") allowed.emplace_back("HEAD");
        } else if (best == nullptr || fitting->literals > best_fit.literals) {
            best = &route;
            best_fit = std::move(*fitting);
        }
    }
    if (best == nullptr && allowed.empty()) {
        return unexpected(
            Problem{404,
                    "there is nothing at " + format_quoted(path) + "; /v1/openapi.json tells what there is",
                    {},
                    {}});
    }
    if (best == nullptr) {
        std::sort(allowed.begin(), allowed.end());
        allowed.erase(std::unique(allowed.begin(), allowed.end()), allowed.end());
        std::string list;
        for (const auto& one : allowed) list += (list.empty() ? "" : ", ") + one;
        return unexpected(Problem{
            405, format_quoted(method) + " is not for this; it takes " + list, {}, {{"Allow", list}}});
    }
    Match match{best, {}};
    for (const auto encoded : best_fit.captured) {
        auto decoded = decode_percent(encoded);
        if (!decoded) {
            return unexpected(Problem{
                400, "the path is wrongly encoded: a % is followed by two hexadecimal digits", {}, {}});
        }
        match.captures.push_back(std::move(*decoded));
    }
    return match;
}

}  // namespace herd::control

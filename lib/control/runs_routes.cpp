#include "control/runs_routes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/decimal.hpp"
#include "base/quote.hpp"
#include "config/choice.hpp"
#include "control/body.hpp"
#include "control/runs.hpp"

namespace herd::control {
namespace {

constexpr std::array<config::Choice<RunMode>, 2> mode_choices{
    {{"live", RunMode::live}, {"sim", RunMode::sim}}};

/// Takes a text of several lines out of a body, which other texts have not. Errors: 400.
Result<std::string, Problem> take_scenario(config::Value& body) {
    const auto entry = std::find_if(body.entries.begin(), body.entries.end(),
                                    [](const config::Entry& one) { return one.key == "scenario"; });
    if (entry == body.entries.end() || entry->value.kind != config::Kind::string) {
        const std::string why = "scenario: expected the text of a scenario file as a string";
        return unexpected(Problem{400, why, {why}, {}});
    }
    auto text = std::move(entry->value.string);
    body.entries.erase(entry);
    return text;
}

Result<RunOrder, Problem> read_order(const Request& request) {
    auto body = parse_body(request);
    if (!body) return unexpected(body.error());
    const auto text = take_scenario(*body);
    if (!text) return unexpected(text.error());
    RunOrder order;
    std::optional<std::string> name;
    const auto read = read_body(*body, [&](config::TableReader& reader, config::FaultList&) {
        std::string given;
        if (reader.read_text("name", "a sentence", given)) name = given;
        reader.read_choice("mode", mode_choices, order.mode);
        reader.read_integer("seed", {0, std::numeric_limits<std::int64_t>::max()}, order.seed);
    });
    if (!read) return unexpected(read.error());
    auto scenario = parse_run(*text);
    if (!scenario) return unexpected(scenario.error());
    order.scenario = std::move(*scenario);
    if (name) order.scenario.name = *name;
    return order;
}

Result<std::uint64_t, Problem> read_id(const Request& request) {
    const auto id = parse_integer(request.captures[0], std::numeric_limits<std::uint64_t>::max());
    if (id) return *id;
    return unexpected(Problem{
        404, "a run has a number for its name, and not " + format_quoted(request.captures[0]), {}, {}});
}

std::string format_runs(const std::vector<RunFacts>& runs) {
    std::string json = "{\"runs\":[";
    for (const auto& run : runs) {
        if (json.back() != '[') json += ',';
        json += format_run(run, false);
    }
    return json + "]}";
}

}  // namespace

void add_run_routes(Router& router) {
    const auto runs = std::make_shared<Runs>();
    router.add("POST", "/v1/runs", [runs](const Request& request) -> Result<Response, Problem> {
        auto order = read_order(request);
        if (!order) return unexpected(order.error());
        const auto run = runs->add(std::move(*order));
        if (!run) return unexpected(run.error());
        auto response = make_json_response(format_run(*run, true), 202);
        response.headers.push_back({"Location", "/v1/runs/" + std::to_string(run->id)});
        return response;
    });
    router.add("GET", "/v1/runs", [runs](const Request&) -> Result<Response, Problem> {
        return make_json_response(format_runs(runs->list()));
    });
    router.add("GET", "/v1/runs/{id}", [runs](const Request& request) -> Result<Response, Problem> {
        const auto id = read_id(request);
        if (!id) return unexpected(id.error());
        const auto run = runs->find(*id);
        if (!run) return unexpected(run.error());
        return make_json_response(format_run(*run, true));
    });
    router.add("DELETE", "/v1/runs/{id}", [runs](const Request& request) -> Result<Response, Problem> {
        const auto id = read_id(request);
        if (!id) return unexpected(id.error());
        if (const auto cancelled = runs->cancel(*id); !cancelled) return unexpected(cancelled.error());
        return Response{204, {}, {}, {}, {}};
    });
}

}  // namespace herd::control

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "base/decimal.hpp"
#include "base/quote.hpp"
#include "config/fault_table.hpp"
#include "config/name_reader.hpp"
#include "control/body.hpp"
#include "control/find.hpp"
#include "control/routes.hpp"
#include "control/snapshot_json.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

struct SetFault {
    fault::Control::FaultId id = 0;
    std::string text;
};

Result<SetFault, Problem> set_fault(net::Herd& herd, const config::Value& body) {
    std::optional<fault::Fault> fault;
    const auto current = herd.current_config();
    const auto read = read_body(body, [&](config::TableReader& reader, config::FaultList& faults) {
        const config::NameReader names(current.servers, &current.links, faults);
        const auto verb =
            reader.find_verb(config::fault_verbs(), "request", "\"cut\": [\"Alford\", \"Welsh\"]");
        if (verb) fault = config::read_fault(reader, *verb, names);
    });
    if (!read) return unexpected(read.error());
    const auto id = herd.apply(*fault);
    if (!id) return unexpected(Problem{409, id.error(), {}, {}});
    return SetFault{*id, fault::format_fault(*fault)};
}

Result<Response, Problem> add_fault(const BackOffice& office, const Request& request) {
    auto body = parse_body(request);
    if (!body) return unexpected(body.error());
    const auto set =
        office.call([body = std::move(*body)](net::Herd& herd) { return set_fault(herd, body); });
    if (!set) return unexpected(set.error());
    std::string json;
    trace::JsonObject object(json);
    object.count("id", set->id);
    object.text("text", set->text);
    object.end();
    auto response = make_json_response(std::move(json), 201);
    if (set->id > 0) response.headers.push_back({"Location", "/v1/faults/" + std::to_string(set->id)});
    return response;
}

Result<Response, Problem> lift_fault(const BackOffice& office, const std::string& text) {
    const auto id = parse_integer(text, std::numeric_limits<std::uint64_t>::max());
    const auto lifted = office.call(
        [id](net::Herd& herd) { return id && herd.lift(static_cast<fault::Control::FaultId>(*id)); });
    if (!lifted) return unexpected(lifted.error());
    if (!*lifted) {
        return unexpected(Problem{
            404,
            "there is no fault " + format_quoted(text) + " in force; /v1/faults tells which there are",
            {},
            {}});
    }
    return Response{204, {}, {}, {}, {}};
}

Result<Response, Problem> heal_all(const BackOffice& office, const Request& request) {
    const auto body = parse_body(request);
    if (!body) return unexpected(body.error());
    const auto read = read_body(*body, [](config::TableReader&, config::FaultList&) {});
    if (!read) return unexpected(read.error());
    const auto healed = office.call([](net::Herd& herd) -> Result<std::size_t, Problem> {
        const auto before = herd.faults().in_force().size();
        if (const auto done = herd.apply({fault::HealAll{}, std::nullopt}); !done)
            return unexpected(Problem{409, done.error(), {}, {}});
        return before - herd.faults().in_force().size();
    });
    if (!healed) return unexpected(healed.error());
    return make_json_response("{\"healed\":" + std::to_string(*healed) + "}");
}

}  // namespace

void add_fault_routes(const BackOffice& office, Router& router) {
    router.add("GET", "/v1/faults", [&office](const Request&) -> Result<Response, Problem> {
        const auto snapshot = office.take_snapshot();
        if (!snapshot) return unexpected(snapshot.error());
        return make_json_response(format_faults(*snapshot));
    });
    router.add("POST", "/v1/faults",
               [&office](const Request& request) { return add_fault(office, request); });
    router.add("DELETE", "/v1/faults/{id}",
               [&office](const Request& request) { return lift_fault(office, request.captures[0]); });
    router.add("POST", "/v1/heal", [&office](const Request& request) { return heal_all(office, request); });
}

}  // namespace herd::control

#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/name_reader.hpp"
#include "control/body.hpp"
#include "control/find.hpp"
#include "control/routes.hpp"
#include "control/snapshot_json.hpp"
#include "control/term.hpp"
#include "fault/limits.hpp"
#include "http/percent_encoding.hpp"

namespace herd::control {
namespace {

template <class What>
fault::Action make_on_server(std::string name) {
    return What{std::move(name)};
}

struct ServerVerb {
    std::string_view word;
    fault::Action (*make)(std::string name);
};

constexpr std::array<ServerVerb, 6> server_verbs{{{"stop", make_on_server<fault::Stop>},
                                                  {"crash", make_on_server<fault::Crash>},
                                                  {"start", make_on_server<fault::Start>},
                                                  {"pause", make_on_server<fault::Pause>},
                                                  {"resume", make_on_server<fault::Resume>},
                                                  {"isolate", make_on_server<fault::Isolate>}}};

Result<Response, Problem> tell_server(const BackOffice& office, const std::string& name, int status = 200) {
    const auto snapshot = office.take_snapshot();
    if (!snapshot) return unexpected(snapshot.error());
    const auto* server = find_server(*snapshot, name);
    if (server == nullptr) return unexpected(Problem{404, "the server is gone meanwhile", {}, {}});
    auto response = make_json_response(format_server(*server), status);
    if (status == 201) {
        std::string place = "/v1/servers/";
        http::append_percent_encoded(name, place);
        response.headers.push_back({"Location", place});
    }
    return response;
}

/// Does something to a server, and tells what has become of it.
Result<Response, Problem> apply_to_server(const BackOffice& office, const std::string& name,
                                          const fault::Fault& fault) {
    const auto applied = office.call([name, fault](net::Herd& herd) -> Result<bool, Problem> {
        if (const auto found = find_server(herd, name); !found) return unexpected(found.error());
        if (const auto id = herd.apply(fault); !id) return unexpected(Problem{409, id.error(), {}, {}});
        return true;
    });
    if (!applied) return unexpected(applied.error());
    return tell_server(office, name);
}

Result<Response, Problem> do_verb(const BackOffice& office, const ServerVerb& verb, const Request& request) {
    const auto body = parse_body(request);
    if (!body) return unexpected(body.error());
    fault::Fault fault{verb.make(request.captures[0]), std::nullopt};
    const auto read =
        read_body(*body, [&](config::TableReader& reader, config::FaultList&) { read_term(reader, fault); });
    if (!read) return unexpected(read.error());
    return apply_to_server(office, request.captures[0], fault);
}

Result<Response, Problem> set_server_clock(const BackOffice& office, const Request& request) {
    auto body = parse_body(request);
    if (!body) return unexpected(body.error());
    spell_ppm("drift_ppm", *body);
    fault::Fault fault;
    fault::Clock clock{request.captures[0], {}, 0};
    const auto read = read_body(*body, [&](config::TableReader& reader, config::FaultList&) {
        reader.read_offset("offset", fault::largest_offset, clock.offset);
        reader.read_ppm("drift", fault::largest_drift_ppm, clock.drift_ppm);
        reader.read_ppm("drift_ppm", fault::largest_drift_ppm, clock.drift_ppm);
        read_term(reader, fault);
        if (!reader.has("drift") && !reader.has("drift_ppm"))
            reader.require("offset", "an offset such as \"-2s\", or a drift");
    });
    if (!read) return unexpected(read.error());
    fault.action = clock;
    return apply_to_server(office, request.captures[0], fault);
}

Result<Response, Problem> add_server(const BackOffice& office, const Request& request) {
    auto body = parse_body(request);
    if (!body) return unexpected(body.error());
    const auto added =
        office.call([body = std::move(*body)](net::Herd& herd) -> Result<std::string, Problem> {
            config::Server server;
            std::vector<std::string> names;
            const auto current = herd.current_config();
            const auto read = read_body(body, [&](config::TableReader& reader, config::FaultList& faults) {
                const config::NameReader known(current.servers, nullptr, faults);
                reader.read_word("name", "the name of a server", server.name);
                reader.read_word("host", "a host name or address", server.host);
                reader.read_integer("port", {0, std::numeric_limits<std::uint16_t>::max()}, server.port);
                known.read_servers(reader, "neighbours", names);
                reader.require("name", "the name of a server");
            });
            if (!read) return unexpected(read.error());
            std::vector<core::ServerIndex> neighbours;
            for (const auto& name : names) neighbours.push_back(*find_server(herd, name));
            if (const auto where = herd.add_server(server, neighbours); !where)
                return unexpected(Problem{409, where.error(), {}, {}});
            return server.name;
        });
    if (!added) return unexpected(added.error());
    return tell_server(office, *added, 201);
}

Result<Response, Problem> remove_server(const BackOffice& office, const std::string& name) {
    const auto removed = office.call([name](net::Herd& herd) -> Result<bool, Problem> {
        const auto server = find_server(herd, name);
        if (!server) return unexpected(server.error());
        if (const auto done = herd.remove_server(*server); !done)
            return unexpected(Problem{409, done.error(), {}, {}});
        return true;
    });
    if (!removed) return unexpected(removed.error());
    return Response{204, {}, {}, {}, {}};
}

}  // namespace

void add_server_routes(const BackOffice& office, Router& router) {
    router.add("GET", "/v1/servers", [&office](const Request&) -> Result<Response, Problem> {
        const auto snapshot = office.take_snapshot();
        if (!snapshot) return unexpected(snapshot.error());
        return make_json_response(format_servers(*snapshot));
    });
    router.add("POST", "/v1/servers",
               [&office](const Request& request) { return add_server(office, request); });
    router.add("GET", "/v1/servers/{name}", [&office](const Request& request) -> Result<Response, Problem> {
        const auto found =
            office.call([name = request.captures[0]](net::Herd& herd) { return find_server(herd, name); });
        if (!found) return unexpected(found.error());
        return tell_server(office, request.captures[0]);
    });
    router.add("DELETE", "/v1/servers/{name}",
               [&office](const Request& request) { return remove_server(office, request.captures[0]); });
    for (const auto& verb : server_verbs) {
        router.add("POST", "/v1/servers/{name}/" + std::string(verb.word),
                   [&office, &verb](const Request& request) { return do_verb(office, verb, request); });
    }
    router.add("POST", "/v1/servers/{name}/clock",
               [&office](const Request& request) { return set_server_clock(office, request); });
}

}  // namespace herd::control

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "config/name_reader.hpp"
#include "control/body.hpp"
#include "control/find.hpp"
#include "control/routes.hpp"
#include "control/snapshot_json.hpp"
#include "control/term.hpp"
#include "http/percent_encoding.hpp"

namespace herd::control {
namespace {

template <class What>
fault::Action make_on_link(fault::LinkName link) {
    return What{std::move(link)};
}

struct LinkVerb {
    std::string_view word;
    fault::Action (*make)(fault::LinkName link);
};

constexpr std::array<LinkVerb, 4> link_verbs{{{"cut", make_on_link<fault::Cut>},
                                              {"heal", make_on_link<fault::Heal>},
                                              {"refuse", make_on_link<fault::Refuse>},
                                              {"reset", make_on_link<fault::Reset>}}};

Result<Response, Problem> tell_link(const BackOffice& office, const std::string& a, const std::string& b,
                                    int status = 200) {
    const auto known = office.call([a, b](net::Herd& herd) { return find_link(herd, a, b); });
    if (!known) return unexpected(known.error());
    const auto snapshot = office.take_snapshot();
    if (!snapshot) return unexpected(snapshot.error());
    const auto* link = find_link(*snapshot, a, b);
    if (link == nullptr) return unexpected(Problem{404, "the link is gone meanwhile", {}, {}});
    auto response = make_json_response(format_link(*link), status);
    if (status == 201) {
        std::string place = "/v1/links/";
        http::append_percent_encoded(a, place);
        place += '/';
        http::append_percent_encoded(b, place);
        response.headers.push_back({"Location", place});
    }
    return response;
}

Result<Response, Problem> do_link_verb(const BackOffice& office, const LinkVerb& verb,
                                       const Request& request) {
    const auto body = parse_body(request);
    if (!body) return unexpected(body.error());
    const std::string& a = request.captures[0];
    const std::string& b = request.captures[1];
    fault::Fault fault{verb.make({a, b}), std::nullopt};
    const auto read =
        read_body(*body, [&](config::TableReader& reader, config::FaultList&) { read_term(reader, fault); });
    if (!read) return unexpected(read.error());
    const auto applied = office.call([a, b, fault](net::Herd& herd) -> Result<bool, Problem> {
        if (const auto found = find_link(herd, a, b); !found) return unexpected(found.error());
        if (const auto id = herd.apply(fault); !id) return unexpected(Problem{409, id.error(), {}, {}});
        return true;
    });
    if (!applied) return unexpected(applied.error());
    return tell_link(office, a, b);
}

Result<Response, Problem> add_link(const BackOffice& office, const Request& request) {
    auto body = parse_body(request);
    if (!body) return unexpected(body.error());
    const auto added =
        office.call([body = std::move(*body)](net::Herd& herd) -> Result<fault::LinkName, Problem> {
            fault::LinkName name;
            const auto current = herd.current_config();
            const auto read = read_body(body, [&](config::TableReader& reader, config::FaultList& faults) {
                const config::NameReader known(current.servers, nullptr, faults);
                known.read_server(reader, "a", name.a);
                known.read_server(reader, "b", name.b);
                reader.require("a", "the name of a server");
                reader.require("b", "the name of a server");
            });
            if (!read) return unexpected(read.error());
            const auto done = herd.add_link(*find_server(herd, name.a), *find_server(herd, name.b));
            if (!done) return unexpected(Problem{409, done.error(), {}, {}});
            return name;
        });
    if (!added) return unexpected(added.error());
    return tell_link(office, added->a, added->b, 201);
}

Result<Response, Problem> remove_link(const BackOffice& office, const Request& request) {
    const auto removed = office.call(
        [a = request.captures[0], b = request.captures[1]](net::Herd& herd) -> Result<bool, Problem> {
            const auto link = find_link(herd, a, b);
            if (!link) return unexpected(link.error());
            if (const auto done = herd.remove_link(*link); !done)
                return unexpected(Problem{409, done.error(), {}, {}});
            return true;
        });
    if (!removed) return unexpected(removed.error());
    return Response{204, {}, {}, {}, {}};
}

}  // namespace

void add_link_routes(const BackOffice& office, Router& router) {
    const std::string one = "/v1/links/{a}/{b}";
    router.add("GET", "/v1/links", [&office](const Request&) -> Result<Response, Problem> {
        const auto snapshot = office.take_snapshot();
        if (!snapshot) return unexpected(snapshot.error());
        return make_json_response(format_links(*snapshot));
    });
    router.add("POST", "/v1/links", [&office](const Request& request) { return add_link(office, request); });
    router.add("GET", one, [&office](const Request& request) {
        return tell_link(office, request.captures[0], request.captures[1]);
    });
    router.add("DELETE", one, [&office](const Request& request) { return remove_link(office, request); });
    for (const auto& verb : link_verbs) {
        router.add("POST", one + "/" + std::string(verb.word),
                   [&office, &verb](const Request& request) { return do_link_verb(office, verb, request); });
    }
}

}  // namespace herd::control

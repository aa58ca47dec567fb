// The description of the API, held against what the service does.

#include <algorithm>
#include <cctype>
#include <set>
#include <stdexcept>
#include <string>

#include <rapidjson/document.h>

#include "control/page.hpp"
#include "control/routes.hpp"
#include "schema.hpp"
#include "served_herd.hpp"
#include "support/catch.hpp"

namespace herd::control {
namespace {

using namespace test;

/// The description, and a herd whose answers are held against it.
struct Described {
    Described() {
        const auto bytes = openapi_page().bytes;
        document.Parse(bytes.data(), bytes.size());
        if (document.HasParseError()) throw std::runtime_error("the description is no JSON");
    }

    const rapidjson::Value& response(const std::string& method, const std::string& pattern,
                                     int status) const {
        std::string key = method;
        std::transform(key.begin(), key.end(), key.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const auto& responses = document["paths"][pattern.c_str()][key.c_str()]["responses"];
        const auto text = std::to_string(status);
        if (!responses.HasMember(text.c_str()))
            throw std::runtime_error(method + " " + pattern + " is not said to answer " + text);
        const auto& one = responses[text.c_str()];
        if (!one.HasMember("$ref")) return one;
        const std::string reference = one["$ref"].GetString();
        return document["components"]["responses"][reference.substr(reference.rfind('/') + 1).c_str()];
    }

    /// Asks, and holds the answer against the description of the pattern.
    Reply ask(const std::string& method, const std::string& pattern, const std::string& target,
              const std::string& body = {}) {
        const auto reply = served.ask(method, target, body);
        INFO(method + " " + target + " " + reply.body);
        const auto& described = response(method, pattern, reply.status);
        seen.insert(method + " " + pattern);
        if (!described.HasMember("content")) {
            CHECK(reply.body.empty());
            return reply;
        }
        const auto type = reply.header("content-type");
        const auto& content = described["content"];
        REQUIRE(content.HasMember(type.substr(0, type.find(';')).c_str()));
        const auto& schema = content[type.substr(0, type.find(';')).c_str()]["schema"];
        if (type.find("json") == std::string::npos) return reply;
        rapidjson::Document value;
        value.Parse(reply.body.c_str());
        REQUIRE_FALSE(value.HasParseError());
        const auto findings = check_schema(value, schema, document);
        CAPTURE(findings);
        CHECK(findings.empty());
        return reply;
    }

    rapidjson::Document document;
    ServedHerd served;
    std::set<std::string> seen;  // routes
};

TEST_CASE("all routes are described, and no others") {
    const HerdPlan plan(classic_ring());
    LiveHerd herd(plan);
    Described described;
    std::set<std::string> served;
    herd.call([&](net::Herd& one) {
        const BackOffice office(one, {});
        const Router router = make_router(office);
        for (const auto& route : router.routes()) {
            const auto& pages = dashboard_pages();
            const bool is_page = std::any_of(pages.begin(), pages.end(),
                                             [&](const Page& page) { return page.path == route.pattern; });
            if (!is_page) served.insert(route.method + " " + route.pattern);
        }
        return true;
    });
    std::set<std::string> told;
    for (const auto& path : described.document["paths"].GetObject()) {
        for (const auto& method : path.value.GetObject()) {
            std::string name = method.name.GetString();
            std::transform(name.begin(), name.end(), name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
            told.insert(name + " " + path.name.GetString());
        }
    }
    CHECK(told == served);
}

TEST_CASE("answers are as they are described") {
    Described api;
    api.served.herd().ask("Alford", "IAMAT ki\xffwi +34.068930-118.445127 1479413884.392014450");
    api.served.herd().ask("Alford", "IAMAT kiwi +34.068930-118.445127 1479413884.392014450");
    REQUIRE(api.served.herd().await_record("kiwi"));
    for (const std::string path :
         {"/healthz", "/readyz", "/metrics", "/v1/openapi.json", "/v1/herd", "/v1/topology", "/v1/config",
          "/v1/servers", "/v1/links", "/v1/faults", "/v1/clients", "/v1/map", "/v1/trace", "/v1/runs",
          "/version", "/proxies"}) {
        CHECK(api.ask("GET", path, path).status == 200);
    }
    CHECK(api.ask("GET", "/v1/map", "/v1/map?limit=0").status == 200);
    CHECK(api.ask("GET", "/v1/clients", "/v1/clients?limit=1").status == 200);
    CHECK(api.ask("GET", "/v1/clients", "/v1/clients?limt=1").status == 400);
    CHECK(api.ask("GET", "/v1/clients/{id}", "/v1/clients/ki%FFwi").status == 200);
    CHECK(api.ask("GET", "/v1/clients/{id}", "/v1/clients/nobody").status == 404);
    CHECK(api.ask("GET", "/v1/logs", "/v1/logs?server=Alford").status == 200);
    CHECK(api.ask("POST", "/v1/send", "/v1/send", R"({"to":"Ball","line":"WHATSAT kiwi 10 1"})").status ==
          200);
    CHECK(api.ask("POST", "/v1/send", "/v1/send", R"({"to":"Bal","line":"WHATSAT kiwi 10 1"})").status ==
          404);

    CHECK(api.ask("POST", "/v1/servers", "/v1/servers", R"({"name":"Young","neighbours":["Ball"]})").status ==
          201);
    const std::string server = "/v1/servers/{name}";
    CHECK(api.ask("GET", server, "/v1/servers/Young").status == 200);
    for (const std::string verb : {"pause", "resume", "isolate", "crash", "start", "stop"})
        CHECK(api.ask("POST", server + "/" + verb, "/v1/servers/Young/" + verb).status == 200);
    CHECK(api.ask("POST", server + "/clock", "/v1/servers/Ball/clock", R"({"offset":"-2s"})").status == 200);
    CHECK(api.ask("DELETE", server, "/v1/servers/Young").status == 204);
    CHECK(api.ask("DELETE", server, "/v1/servers/Yuong").status == 404);

    CHECK(api.ask("POST", "/v1/links", "/v1/links", R"({"a":"Alford","b":"Ball"})").status == 201);
    const std::string link = "/v1/links/{a}/{b}";
    CHECK(api.ask("GET", link, "/v1/links/Ball/Alford").status == 200);
    for (const std::string verb : {"cut", "heal", "refuse", "reset"})
        CHECK(api.ask("POST", link + "/" + verb, "/v1/links/Ball/Alford/" + verb).status == 200);
    CHECK(api.ask("DELETE", link, "/v1/links/Ball/Alford").status == 204);

    for (const std::string fault :
         {R"({"stall":{"from":"Alford","to":"Welsh"},"for":"1h"})", R"({"pause":"Holiday","for":"1h"})",
          R"({"latency":{"link":["Alford","Welsh"],"delay":"50ms"}})", R"({"cut":["Ball","Welsh"]})"}) {
        CHECK(api.ask("POST", "/v1/faults", "/v1/faults", fault).status == 201);
    }
    CHECK(api.ask("POST", "/v1/faults", "/v1/faults", "{}").status == 400);
    CHECK(api.ask("GET", "/v1/faults", "/v1/faults").status == 200);
    CHECK(api.ask("GET", "/v1/herd", "/v1/herd").status == 200);
    CHECK(api.ask("GET", "/proxies/{proxy}", "/proxies/Alford-Welsh").status == 200);
    CHECK(api.ask("GET", "/proxies/{proxy}/toxics", "/proxies/Alford-Welsh/toxics").status == 200);
    const auto set = api.ask("POST", "/v1/faults", "/v1/faults", R"({"cut":["Hamilton","Alford"]})");
    CHECK(api.ask("DELETE", "/v1/faults/{id}", set.header("location")).status == 204);
    CHECK(api.ask("DELETE", "/v1/faults/{id}", set.header("location")).status == 404);
    CHECK(api.ask("GET", "/v1/trace", "/v1/trace?limit=10000").status == 200);
    CHECK(api.ask("POST", "/v1/heal", "/v1/heal").status == 200);

    CHECK(api.ask("POST", "/v1/runs", "/v1/runs",
                  R"({"scenario":"name = \"x\"\n[[step]]\nwait = \"1ms\"\n","mode":"sim"})")
              .status == 202);
    CHECK(api.ask("POST", "/v1/runs", "/v1/runs", R"({"scenario":"x"})").status == 422);
    CHECK(api.ask("GET", "/v1/runs/{id}", "/v1/runs/1").status == 200);
    CHECK(api.ask("GET", "/v1/runs/{id}", "/v1/runs/99").status == 404);

    const std::string toxics = "/proxies/{proxy}/toxics";
    const std::string latency = R"({"name":"slow","type":"latency","attributes":{"latency":100}})";
    CHECK(api.ask("POST", toxics, "/proxies/Alford-Welsh/toxics", latency).status == 200);
    CHECK(api.ask("POST", toxics, "/proxies/Alford-Welsh/toxics", latency).status == 409);
    CHECK(api.ask("GET", toxics + "/{toxic}", "/proxies/Alford-Welsh/toxics/slow").status == 200);
    CHECK(api.ask("PATCH", toxics + "/{toxic}", "/proxies/Alford-Welsh/toxics/slow",
                  R"({"attributes":{"latency":1}})")
              .status == 200);
    CHECK(api.ask("DELETE", toxics + "/{toxic}", "/proxies/Alford-Welsh/toxics/slow").status == 204);
    CHECK(api.ask("POST", "/proxies/{proxy}", "/proxies/Alford-Welsh", R"({"enabled":false})").status == 200);
    CHECK(api.ask("POST", "/proxies", "/proxies", R"({"name":"Alford-Welsh"})").status == 201);
    CHECK(api.ask("POST", "/populate", "/populate", R"([{"name":"Alford-Welsh"}])").status == 201);
    CHECK(api.ask("DELETE", "/proxies/{proxy}", "/proxies/Alford-Welsh").status == 422);
    CHECK(api.ask("POST", "/reset", "/reset").status == 204);
}

}  // namespace
}  // namespace herd::control

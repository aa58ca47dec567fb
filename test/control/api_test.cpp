// The routes of the control API, at a herd that runs.

#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "places/json_value.hpp"
#include "served_herd.hpp"
#include "support/catch.hpp"

namespace herd::control {
namespace {

using namespace test;
using places::JsonDocument;

JsonDocument parse(const Reply& reply) {
    auto document = JsonDocument::parse(reply.body);
    if (!document) throw std::runtime_error("no JSON: " + reply.body);
    return std::move(*document);
}

std::string detail(const Reply& reply) {
    CHECK(reply.header("content-type") == "application/problem+json");
    return std::string(parse(reply).root()["detail"].text());
}

bool await_body(const ServedHerd& served, const std::string& target, std::string_view part) {
    return eventually([&] { return served.get(target).body.find(part) != std::string::npos; });
}

TEST_CASE("the herd is told with its servers and links") {
    const ServedHerd served;
    const auto herd = parse(served.get("/v1/herd"));
    CHECK(herd.root()["servers"].size() == 5);
    CHECK(herd.root()["links"].size() == 5);
    CHECK(herd.root()["servers"].at(0)["name"].text() == "Alford");
    CHECK(herd.root()["servers"].at(0)["state"].text() == "running");
    CHECK(herd.root()["links"].at(0)["state"].text() == "up");
    CHECK(parse(served.get("/v1/servers")).root()["servers"].size() == 5);
    CHECK(parse(served.get("/v1/links")).root()["links"].size() == 5);
    CHECK(parse(served.get("/v1/servers/Ball")).root()["name"].text() == "Ball");
    CHECK(parse(served.get("/v1/links/Welsh/Alford")).root()["state"].text() == "up");
    CHECK(parse(served.get("/v1/topology")).root()["topology"]["parts"].size() == 1);
    CHECK(parse(served.get("/v1/config")).root()["text"].text().find("Alford") != std::string_view::npos);
    CHECK(served.get("/metrics").body.find("herd_build_info") != std::string::npos);
}

TEST_CASE("servers stop, crash, start, pause and resume") {
    const ServedHerd served;
    const std::string ball = "/v1/servers/Ball";
    CHECK(served.post(ball + "/stop").status == 200);
    CHECK(await_body(served, ball, "\"state\":\"stopped\""));
    CHECK(served.get("/readyz").status == 503);
    CHECK(served.get("/readyz").body == "Ball is stopped\n");
    CHECK(served.post(ball + "/start").status == 200);
    CHECK(await_body(served, ball, "\"state\":\"running\""));
    CHECK(served.post(ball + "/crash").status == 200);
    CHECK(await_body(served, ball, "\"state\":\"stopped\""));
    CHECK(served.post(ball + "/start", "{}").status == 200);
    CHECK(await_body(served, ball, "\"state\":\"running\""));
    const auto paused = served.post(ball + "/pause", R"({"for":"10h"})");
    CHECK(parse(paused).root()["state"].text() == "paused");
    CHECK(parse(served.post(ball + "/resume")).root()["state"].text() == "running");
    CHECK(await_body(served, "/readyz", "ready"));
}

TEST_CASE("a clock is set by words or by a number") {
    const ServedHerd served;
    const std::string clock = "/v1/servers/Ball/clock";
    const auto set = served.post(clock, R"({"offset":"-2s","drift_ppm":12.5})");
    CHECK(set.status == 200);
    CHECK(set.body.find(R"("offset_ns":-2000000000)") != std::string::npos);
    CHECK(set.body.find(R"("drift_ppm":12.5)") != std::string::npos);
    CHECK(served.post(clock, R"({"offset":"0s","drift":"1ppm"})").status == 200);
    CHECK(served.post(clock, R"({"drift_ppm":"3ppm"})").status == 200);
    CHECK(detail(served.post(clock, R"({"ofset":"1s"})")).find("did you mean 'offset'?") !=
          std::string::npos);
    CHECK(served.post(clock, R"({"drift_ppm":1e300})").status == 400);
    CHECK(served.post(clock).status == 400);
}

TEST_CASE("links are cut, healed, refused and reset, whichever end is named first") {
    const ServedHerd served;
    const auto cut = served.post("/v1/links/Welsh/Alford/cut", R"({"for":"10h"})");
    CHECK(parse(cut).root()["state"].text() == "cut");
    CHECK(parse(cut).root()["faults"].size() == 1);
    CHECK(parse(served.post("/v1/links/Alford/Welsh/heal")).root()["faults"].size() == 0);
    CHECK(await_body(served, "/v1/links/Alford/Welsh", "\"state\":\"up\""));
    CHECK(served.post("/v1/links/Alford/Welsh/refuse").status == 200);
    CHECK(served.post("/v1/links/Alford/Welsh/reset").status == 200);
    CHECK(served.post("/v1/links/Alford/Welsh/heal", R"({"for":"1s"})").status == 400);
    CHECK(parse(served.post("/v1/heal")).root()["healed"].number() == 1);
    CHECK(await_body(served, "/v1/links/Alford/Welsh", "\"state\":\"up\""));
}

TEST_CASE("faults are set as a scenario says them, listed and lifted") {
    const ServedHerd served;
    const auto set =
        served.post("/v1/faults",
                    R"({"latency":{"link":["Alford","Welsh"],"delay":"50ms","jitter":"10ms"},"for":"10h"})");
    CHECK(set.status == 201);
    const auto id = std::to_string(static_cast<int>(parse(set).root()["id"].number().value_or(0)));
    CHECK(set.header("location") == "/v1/faults/" + id);
    CHECK(parse(set).root()["text"].text() == "latency Alford-Welsh 50ms +- 10ms, for 10h");
    const auto list = served.get("/v1/faults");
    CHECK(parse(list).root()["faults"].size() == 1);
    CHECK(list.body.find(R"("delay":"50ms")") != std::string::npos);
    CHECK(served.ask("DELETE", "/v1/faults/" + id).status == 204);
    CHECK(served.ask("DELETE", "/v1/faults/" + id).status == 404);
    CHECK(served.ask("DELETE", "/v1/faults/-1").status == 404);
    CHECK(parse(served.post("/v1/faults", R"({"reset":["Ball","Welsh"]})")).root()["id"].number() == 0);
    CHECK(served.post("/v1/faults", R"({"split":[["Alford"],["Ball","Welsh"]]})").status == 201);
    CHECK(parse(served.post("/v1/heal")).root()["healed"].number().value_or(0) > 0);
}

TEST_CASE("what is wrong with a body is told, with what was meant") {
    const ServedHerd served;
    const auto wrong = [&](std::string_view body) {
        const auto reply = served.post("/v1/faults", body);
        CHECK(reply.status == 400);
        return detail(reply);
    };
    CHECK(wrong(R"({"stall":{"from":"Alfrod","to":"Welsh"}})").find("did you mean 'Alford'?") !=
          std::string::npos);
    CHECK(wrong(R"({"cutt":["Alford","Welsh"]})").find("did you mean 'cut'?") != std::string::npos);
    CHECK(wrong(R"({"cut":["Alford","Ball"]})").find("no link") != std::string::npos);
    CHECK(wrong(R"({"cut":["Alford","Welsh"],"cut":["Alford","Welsh"]})").find("twice") != std::string::npos);
    CHECK(wrong(R"({"cut":["Alford","Welsh"]} x)").find("line 1, column") != std::string::npos);
    CHECK(wrong("[]").find("JSON object") != std::string::npos);
    CHECK(wrong("{\"cut\":[\"\xff\",\"Welsh\"]}").find("no JSON") != std::string::npos);
    CHECK(wrong(std::string(5000, '[')).find("deep") != std::string::npos);
    CHECK(wrong("{}").find("'cut'") == std::string::npos);
    CHECK(detail(served.get("/v1/servers/Bal")).find("did you mean 'Ball'?") != std::string::npos);
    CHECK(detail(served.get("/v1/links/Alford/Ball")).find("has links with Hamilton, Welsh") !=
          std::string::npos);
    CHECK(detail(served.get("/v1/clients?serach=x")).find("did you mean 'search'?") != std::string::npos);
    CHECK(served.get("/v1/clients?limit=1001").status == 400);
    CHECK(served.post("/v1/heal", R"({"all":true})").status == 400);
}

TEST_CASE("a line is sent as a client would, and its client found") {
    ServedHerd served;
    const auto sent = served.post(
        "/v1/send", R"({"to":"Alford","line":"IAMAT kiwi +34.068930-118.445127 1479413884.392014450"})");
    CHECK(sent.status == 200);
    CHECK(parse(sent).root()["answer"].text().find("kiwi +34.068930-118.445127 1479413884.392014450\n") !=
          std::string_view::npos);
    REQUIRE(served.herd().await_record("kiwi"));
    const auto client = parse(served.get("/v1/clients/kiwi"));
    CHECK(client.root()["records"]["Ball"].text() == served.herd().record("Ball", "kiwi"));
    CHECK(client.root()["stale"].size() == 0);
    CHECK(served.get("/v1/clients/kiw").status == 404);
    CHECK(parse(served.post("/v1/send", R"({"to":"Alford","line":""})")).root()["answer"].text() == "? \n");
    CHECK(served.post("/v1/send", R"({"to":"Alford","line":"a\nb"})").status == 400);
    CHECK(served.post("/v1/send", R"({"to":"Nobody","line":"a"})").status == 404);
    served.post("/v1/servers/Ball/stop");
    REQUIRE(await_body(served, "/v1/servers/Ball", "\"state\":\"stopped\""));
    CHECK(served.post("/v1/send", R"({"to":"Ball","line":"a"})").status == 409);
    const auto without = served.get("/v1/clients/kiwi");
    CHECK(without.body.find("\"Ball\":null") != std::string::npos);
    CHECK(parse(without).root()["stale"].size() == 0);
    served.post("/v1/servers/Welsh/pause");
    CHECK(served.post("/v1/send", R"({"to":"Welsh","line":"a","timeout":"10ms"})").status == 504);
}

TEST_CASE("clients whose names are odd bytes are found by them") {
    ServedHerd served;
    const std::string odd = "a/b%?#\xff\xc3\xa4<img>\x01";
    served.herd().ask("Alford", "IAMAT " + odd + " +1+2 3");
    REQUIRE(served.herd().await_record(odd));
    const auto reply = served.get("/v1/clients/a%2Fb%25%3F%23%FF%C3%A4%3Cimg%3E%01");
    CHECK(reply.status == 200);
    CHECK(reply.body.find("\"client_hex\":\"612f62253f23ffc3a43c696d673e01\"") != std::string::npos);
    const auto list = served.get("/v1/clients?search=%FF%C3%A4");
    CHECK(parse(list).root()["total"].number() == 1);
    const auto sent = served.post("/v1/send", R"({"to":"Alford","line":"WHATSAT \u0001 1 1"})");
    CHECK(parse(sent).root()["answer"].text() == "? WHATSAT \x01 1 1\n");
}

TEST_CASE("clients are listed page by page, each once, and stale ones are told") {
    ServedHerd served;
    for (int i = 0; i < 250; ++i) served.herd().ask("Alford", "IAMAT phone" + std::to_string(i) + " +1+2 3");
    REQUIRE(served.herd().await_agreement());
    std::set<std::string> seen;
    std::string target = "/v1/clients?limit=100";
    std::size_t pages = 0;
    for (std::string after; pages == 0 || !after.empty(); ++pages) {
        const auto page = parse(served.get(target + (after.empty() ? "" : "&after=" + after)));
        CHECK(page.root()["total"].number() == 250);
        for (std::size_t i = 0; i < page.root()["clients"].size(); ++i)
            CHECK(seen.emplace(page.root()["clients"].at(i)["client"].text()).second);
        after = page.root()["next"].text();
    }
    CHECK(pages == 3);
    CHECK(seen.size() == 250);
    served.post("/v1/servers/Ball/isolate");
    served.herd().ask("Alford", "IAMAT phone7 +3+4 5");
    served.herd().ask("Alford", "IAMAT fresh +3+4 5");
    REQUIRE(eventually(
        [&] { return served.herd().record("Welsh", "fresh") == served.herd().record("Alford", "fresh"); }));
    const auto stale = parse(served.get("/v1/clients?stale=true"));
    REQUIRE(stale.root()["total"].number() == 2);
    CHECK(stale.root()["clients"].at(0)["stale"].at(0).text() == "Ball");
    CHECK(parse(served.get("/v1/clients/phone7")).root()["stale"].at(0).text() == "Ball");
    CHECK(parse(served.get("/v1/clients?server=Welsh")).root()["total"].number() == 0);
    CHECK(served.get("/v1/clients?server=Wlsh").status == 404);
    CHECK(served.get("/v1/clients?after=rabbits").status == 400);
}

TEST_CASE("a map tells clients one by one, or how many are where") {
    ServedHerd served;
    served.herd().ask("Alford", "IAMAT west +10-100 1");
    served.herd().ask("Alford", "IAMAT east -10+100 1");
    REQUIRE(served.herd().await_agreement());
    const auto all = parse(served.get("/v1/map"));
    CHECK(all.root()["total"].number() == 2);
    CHECK(all.root()["clients"].size() == 2);
    const auto part = parse(served.get("/v1/map?west=-180&east=0&south=0&north=90"));
    CHECK(part.root()["total"].number() == 1);
    CHECK(part.root()["clients"].at(0)["lon"].number() == -100);
    CHECK(served.get("/v1/map?limit=0&columns=2&rows=2").body.find(R"("cells":[[0,0,1],[1,1,1]])") !=
          std::string::npos);
    CHECK(served.get("/v1/map?west=1&east=0").status == 400);
    for (const auto* west : {"0", "-0", "-7.105427357601002e-15", "3.55E-15", "-1.5e1", "1e%2B0"}) {
        INFO(west);
        CHECK(served.get(std::string("/v1/map?east=2&west=") + west).status == 200);
    }
    for (const auto* west :
         {"nan", "inf", "-infinity", "", "-", "e1", "1e", "1e5", "1e400", "0x1", ".5", "5.", "--1"}) {
        INFO(west);
        CHECK(served.get(std::string("/v1/map?east=2&west=") + west).status == 400);
    }
}

TEST_CASE("servers and links come and go") {
    const ServedHerd served;
    const auto added = served.post("/v1/servers", R"({"name":"Young","neighbours":["Alford","Ball"]})");
    CHECK(added.status == 201);
    CHECK(added.header("location") == "/v1/servers/Young");
    CHECK(await_body(served, "/v1/links/Young/Ball", "\"state\":\"up\""));
    CHECK(served.post("/v1/servers", R"({"name":"Young"})").status == 409);
    CHECK(served.post("/v1/servers", R"({"neighbours":["Alfrod"]})").status == 400);
    CHECK(served.post("/v1/links", R"({"a":"Young","b":"Welsh"})").status == 201);
    CHECK(served.post("/v1/links", R"({"a":"Young","b":"Welsh"})").status == 409);
    CHECK(served.ask("DELETE", "/v1/links/Welsh/Young").status == 204);
    CHECK(served.ask("DELETE", "/v1/links/Welsh/Young").status == 404);
    CHECK(served.ask("DELETE", "/v1/servers/Young").status == 204);
    CHECK(eventually([&] { return served.get("/v1/servers/Young").status == 404; }));
}

TEST_CASE("the trace is told by client, server and number") {
    ServedHerd served;
    served.herd().ask("Alford", "IAMAT kiwi +1+2 3");
    REQUIRE(served.herd().await_record("kiwi"));
    CHECK(await_body(served, "/v1/trace?client=kiwi&server=Ball", "\"event\":\"accepted\""));
    const auto all = parse(served.get("/v1/trace?limit=10000"));
    CHECK(all.root()["dropped"].number() == 0);
    const auto count = all.root()["events"].size();
    CHECK(all.root()["next"].number() == count);
    const auto last = parse(served.get("/v1/trace?since=-3"));
    CHECK(last.root()["events"].size() == 3);
    const auto rest = parse(served.get("/v1/trace?since=2&limit=2"));
    CHECK(rest.root()["events"].at(0)["seq"].number() == 3);
    CHECK(rest.root()["next"].number() == 4);
    const auto one = parse(served.get("/v1/trace?client=kiwi&server=Hamilton"));
    for (std::size_t i = 0; i < one.root()["events"].size(); ++i) {
        CHECK(one.root()["events"].at(i)["client"].text() == "kiwi");
        CHECK(one.root()["events"].at(i)["server"].text() == "Hamilton");
    }
    CHECK(parse(served.get("/v1/trace?since=9223372036854775807&limit=1")).root()["events"].size() == 1);
}

TEST_CASE("a server's log is told, and no other file") {
    ServedHerd served;
    served.herd().ask("Ball", "IAMAT kiwi +1+2 3");
    CHECK(await_body(served, "/v1/logs?server=Ball&lines=50", "IAMAT kiwi"));
    CHECK(served.get("/v1/logs?server=../../../etc/passwd").status == 404);
    CHECK(served.get("/v1/logs").status == 400);
    for (const auto* path :
         {"/../../etc/passwd", "/..%2f..%2fetc/passwd", "/vendor/../index.html", "//etc/passwd"})
        CHECK(served.get(path).status == 404);
}

TEST_CASE("the trace of a herd that is busier than its reader is told up to when it was asked for") {
    ServedHerd served;
    // In each turn of the loop more happens than is read in one.
    const auto timer = served.herd().call([](net::Herd& herd) {
        return herd.every(nanoseconds(1), [&herd] {
            for (int i = 0; i < 600; ++i) {
                static_cast<void>(herd.apply({fault::Clock{"Ball", std::chrono::seconds(1), 0}, {}}));
                static_cast<void>(herd.apply({fault::Clock{"Ball", nanoseconds(0), 0}, {}}));
            }
        });
    });
    CHECK(served.get("/v1/trace?client=nobody").status == 200);
    served.herd().call([timer](net::Herd& herd) {
        herd.cancel_timer(timer);
        return true;
    });
}

TEST_CASE("the dashboard is served whole, and again only if it has changed") {
    const ServedHerd served;
    const auto page = served.get("/");
    CHECK(page.status == 200);
    CHECK(page.header("content-type") == "text/html; charset=utf-8");
    CHECK(page.header("content-security-policy").find("default-src 'none'; script-src 'self'") == 0);
    CHECK(page.body.find("<!doctype html>") == 0);
    const auto again = served.ask("GET", "/", {}, "If-None-Match: " + page.header("etag") + "\r\n");
    CHECK(again.status == 304);
    CHECK(again.header("content-security-policy") == page.header("content-security-policy"));
    CHECK(served.get("/main.js").header("content-type") == "text/javascript; charset=utf-8");
    CHECK(parse(served.get("/v1/openapi.json")).root()["openapi"].text() == "3.1.0");
}

}  // namespace
}  // namespace herd::control

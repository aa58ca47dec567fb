// Toxiproxy's API, as its clients use it.

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "places/json_value.hpp"
#include "served_herd.hpp"
#include "support/catch.hpp"
#include "support/patience.hpp"

namespace herd::control {
namespace {

using namespace test;
using places::JsonDocument;

constexpr std::string_view link_path = "/proxies/Alford-Hamilton";
constexpr std::string_view toxics_path = "/proxies/Alford-Hamilton/toxics";

JsonDocument parse_toxiproxy(const Reply& reply) {
    auto document = JsonDocument::parse(reply.body);
    if (!document) throw std::runtime_error("no JSON: " + reply.body);
    return std::move(*document);
}

/// What an answer has to complain about. Shape: in Toxiproxy's own form.
std::string error_of(const Reply& reply) {
    CHECK(reply.header("content-type") == "application/json");
    const auto document = parse_toxiproxy(reply);
    CHECK(document.root()["status"].number() == reply.status);
    CHECK(document.root()["title"].text() == document.root()["error"].text());
    return std::string(document.root()["error"].text());
}

std::string path_to(std::string_view toxic) {
    return std::string(toxics_path) + "/" + std::string(toxic);
}

/// The faults that are in force, in words, a line each.
std::string faults_of(ServedHerd& served) {
    return served.herd().call([](net::Herd& herd) {
        std::string lines;
        for (const auto& fault : herd.faults().in_force()) lines += fault::format_fault(fault.fault) + "\n";
        return lines;
    });
}

bool is_up(ServedHerd& served, bool up) {
    return served.herd().await([up](net::Herd& herd) {
        const auto& links = herd.config().links;
        for (fault::LinkIndex link = 0; link < links.size(); ++link) {
            if (herd.config().servers[links[link].a].name == "Alford" &&
                herd.config().servers[links[link].b].name == "Hamilton")
                return herd.link(link).is_up == up;
        }
        return false;
    });
}

TEST_CASE("each link is a proxy, named after its ends in either order") {
    ServedHerd served;
    const auto all = parse_toxiproxy(served.get("/proxies"));
    for (const auto* name :
         {"Alford-Hamilton", "Alford-Welsh", "Ball-Holiday", "Ball-Welsh", "Hamilton-Holiday"})
        CHECK(all.root()[name]["name"].text() == name);
    for (const auto* name : {"Alford-Hamilton", "Hamilton-Alford"}) {
        const auto one = parse_toxiproxy(served.get(std::string("/proxies/") + name));
        CHECK(one.root()["name"].text() == "Alford-Hamilton");
        CHECK(one.root()["listen"].text() == "127.0.0.1:" + std::to_string(served.herd().port("Alford")));
        CHECK(one.root()["upstream"].text() == "127.0.0.1:" + std::to_string(served.herd().port("Hamilton")));
        CHECK(one.root()["enabled"].boolean() == true);
        CHECK(one.root()["toxics"].is_array());
    }
    const auto missing = served.get("/proxies/Alford-Hamliton");
    CHECK(missing.status == 404);
    CHECK(
        error_of(missing) ==
        "proxy not found: no link of the herd is called 'Alford-Hamliton'; did you mean 'Alford-Hamilton'?");
    CHECK(parse_toxiproxy(served.get("/version")).root()["version"].text().starts_with("2."));
}

TEST_CASE("a proxy that is disabled is a link that is cut") {
    ServedHerd served;
    for (const auto* method : {"POST", "PATCH"}) {
        const auto cut = served.ask(method, link_path, R"({"enabled": false})");
        CHECK(cut.status == 200);
        CHECK(parse_toxiproxy(cut).root()["enabled"].boolean() == false);
        CHECK(faults_of(served) == "cut Alford-Hamilton\n");
        CHECK(is_up(served, false));
        const auto healed = served.ask(method, link_path, R"({"enabled": true})");
        CHECK(parse_toxiproxy(healed).root()["enabled"].boolean() == true);
        CHECK(faults_of(served).empty());
        CHECK(is_up(served, true));
    }
}

TEST_CASE("a client that does not say what its body is may cut a link, and a page of another site may not") {
    ServedHerd served;
    const auto change = [&](const std::string& headers) {
        TestClient client(served.port());
        client.send("POST " + std::string(link_path) + " HTTP/1.1\r\nHost: " + served.host() + "\r\n" +
                    headers + "Content-Length: 18\r\n\r\n{\"enabled\": false}");
        return read_reply(client).status;
    };
    CHECK(change("Origin: http://example.org\r\nContent-Type: text/plain\r\n") == 403);
    CHECK(change("Sec-Fetch-Site: cross-site\r\n") == 403);
    CHECK(faults_of(served).empty());
    CHECK(change("") == 200);
    CHECK(faults_of(served) == "cut Alford-Hamilton\n");
}

TEST_CASE("enabling a proxy lifts what others have cut, and leaves its toxics") {
    ServedHerd served;
    served.herd().apply({fault::Cut{{"Hamilton", "Alford"}}, std::nullopt});
    served.herd().apply({fault::Flap{{"Hamilton", "Alford"}, std::chrono::minutes(1)}, std::nullopt});
    served.herd().apply({fault::Cut{{"Ball", "Welsh"}}, std::nullopt});
    CHECK(served.post(toxics_path, R"({"type": "latency", "attributes": {"latency": 5}})").status == 200);
    CHECK(parse_toxiproxy(served.get(link_path)).root()["enabled"].boolean() == false);
    CHECK(served.post(link_path, R"({"enabled": true})").status == 200);
    CHECK(faults_of(served) == "cut Ball-Welsh\nlatency Hamilton->Alford 5ms\n");
}

TEST_CASE("toxics are faults of one direction") {
    struct Case {
        std::string_view toxic;
        std::string_view fault;
    };
    const auto checked = GENERATE(
        Case{R"({"type":"latency","attributes":{"latency":1000,"jitter":50}})",
             "latency Hamilton->Alford 1s +- 50ms\n"},
        Case{R"({"type":"bandwidth","stream":"upstream","attributes":{"rate":10}})",
             "bandwidth Alford->Hamilton 10000 bytes/s\n"},
        Case{R"({"type":"bandwidth","stream":"upstream","attributes":{"rate":0}})",
             "stall Alford->Hamilton\n"},
        Case{R"({"type":"timeout","toxicity":1.0,"attributes":{"timeout":0}})", "stall Hamilton->Alford\n"},
        Case{R"({"type":"slicer","attributes":{"average_size":8,"size_variation":2,"delay":100}})",
             "slice Hamilton->Alford 8 bytes every 100us\n"},
        Case{R"({"type":"limit_data","attributes":{"bytes":1000000000}})",
             "close_after Hamilton->Alford 1000000000 bytes\n"});
    ServedHerd served;
    const auto added = served.post(toxics_path, checked.toxic);
    REQUIRE(added.status == 200);
    CHECK(faults_of(served) == checked.fault);
    const auto asked = JsonDocument::parse(checked.toxic);
    REQUIRE(asked);
    const auto toxic = parse_toxiproxy(added);
    const auto stream = asked->root()["stream"].is_there() ? asked->root()["stream"].text() : "downstream";
    const auto name = std::string(asked->root()["type"].text()) + "_" + std::string(stream);
    CHECK(toxic.root()["name"].text() == name);
    CHECK(toxic.root()["stream"].text() == stream);
    CHECK(toxic.root()["toxicity"].number() == 1);
    CHECK(served.get(path_to(name)).body == added.body);
    CHECK(served.get(toxics_path).body.find(added.body.substr(0, added.body.size() - 1)) !=
          std::string::npos);
    CHECK(served.ask("DELETE", path_to(name)).status == 204);
    CHECK(faults_of(served).empty());
    CHECK(served.get(path_to(name)).status == 404);
    CHECK(error_of(served.ask("DELETE", path_to(name))) == "toxic not found");
}

TEST_CASE("a toxic has a name of its own, and takes other attributes") {
    ServedHerd served;
    CHECK(served
              .post(toxics_path,
                    R"({"name":"slow one","type":"latency","attributes":{"latency":10,"jitter":5}})")
              .status == 200);
    const auto changed = served.ask("PATCH", path_to("slow%20one"), R"({"attributes":{"latency":20}})");
    CHECK(changed.status == 200);
    CHECK(parse_toxiproxy(changed).root()["name"].text() == "slow one");
    CHECK(faults_of(served) == "latency Hamilton->Alford 20ms +- 5ms\n");
    CHECK(served.post(path_to("slow%20one"), R"({"attributes":{"latency":30}})").status == 200);
    CHECK(faults_of(served) == "latency Hamilton->Alford 30ms +- 5ms\n");
    // What is refused changes nothing.
    const auto refused = served.post(path_to("slow%20one"), R"({"attributes":{"latency":3600001}})");
    CHECK(refused.status == 400);
    CHECK(error_of(refused).starts_with("bad request body: "));
    CHECK(faults_of(served) == "latency Hamilton->Alford 30ms +- 5ms\n");
}

TEST_CASE("there are no two toxics of one name, or that do the same") {
    ServedHerd served;
    CHECK(served.post(toxics_path, R"({"type":"timeout"})").status == 200);
    const auto again = served.post(toxics_path, R"({"type":"timeout"})");
    CHECK(again.status == 409);
    CHECK(error_of(again) == "toxic already exists");
    const auto same = served.post(toxics_path, R"({"name":"x","type":"bandwidth","attributes":{"rate":0}})");
    CHECK(same.status == 409);
    CHECK(error_of(same) ==
          "toxic already exists: 'timeout_downstream' does the same to this stream; change that one");
    CHECK(served.post(toxics_path, R"({"type":"timeout","stream":"upstream"})").status == 200);
    CHECK(faults_of(served) == "stall Hamilton->Alford\nstall Alford->Hamilton\n");
}

TEST_CASE("faults that others have set are toxics") {
    ServedHerd served;
    served.herd().apply(
        {fault::Latency{fault::LinkName{"Hamilton", "Alford"}, std::chrono::milliseconds(7)}, std::nullopt});
    served.herd().apply({fault::Stall{fault::DirectionName{"Alford", "Hamilton"}}, std::nullopt});
    const auto toxics = parse_toxiproxy(served.get(toxics_path));
    REQUIRE(toxics.root().size() == 3);
    CHECK(toxics.root().at(0)["name"].text() == "latency_upstream");
    CHECK(toxics.root().at(0)["attributes"]["latency"].number() == 7);
    CHECK(toxics.root().at(1)["name"].text() == "timeout_upstream");
    CHECK(toxics.root().at(2)["name"].text() == "latency_downstream");
    // Of the two directions of a fault, one may be lifted or changed.
    CHECK(served.ask("DELETE", path_to("latency_upstream")).status == 204);
    CHECK(faults_of(served) == "stall Alford->Hamilton\nlatency Hamilton->Alford 7ms\n");
    CHECK(served.post(path_to("latency_downstream"), R"({"attributes":{"latency":9}})").status == 200);
    CHECK(faults_of(served) == "stall Alford->Hamilton\nlatency Hamilton->Alford 9ms\n");
    // What others lift is gone.
    served.herd().apply({fault::HealAll{}, std::nullopt});
    CHECK(served.get(toxics_path).body == "[]\n");
}

TEST_CASE("a timeout stalls a stream, then the connection is reset, and the toxic is over") {
    ServedHerd served;
    const auto connections = [&] {
        return served.herd().call([](net::Herd& herd) { return herd.link(0).connections; });
    };
    const auto before = connections();
    CHECK(served.post(toxics_path, R"({"type":"timeout","attributes":{"timeout":50}})").status == 200);
    CHECK(eventually([&] { return served.get(toxics_path).body == "[]\n"; }));
    CHECK(eventually([&] { return connections() > before; }));
    CHECK(faults_of(served).empty());
    CHECK(served.get(path_to("timeout_downstream")).status == 404);
    // Whoever cleans up after itself may.
    CHECK(served.ask("DELETE", path_to("timeout_downstream")).status == 204);
    CHECK(served.ask("DELETE", path_to("timeout_downstream")).status == 404);
}

TEST_CASE("a peer is reset at once, or later") {
    ServedHerd served;
    const auto connections = [&] {
        return served.herd().call([](net::Herd& herd) { return herd.link(0).connections; });
    };
    const auto timeout = GENERATE("0", "20");
    const auto before = connections();
    CHECK(served
              .post(toxics_path,
                    std::string(R"({"type":"reset_peer","attributes":{"timeout":)") + timeout + "}}")
              .status == 200);
    CHECK(eventually([&] { return connections() > before; }));
    CHECK(served.get(toxics_path).body == "[]\n");
}

TEST_CASE("a toxic that waits for its time goes with the service") {
    ServedHerd served;
    CHECK(served.post(toxics_path, R"({"type":"reset_peer","attributes":{"timeout":3600000}})").status ==
          200);
    CHECK(served.get(toxics_path).body.find("reset_peer_downstream") != std::string::npos);
    served.end_service();
    CHECK(served.herd().await_links());
}

TEST_CASE("what is wrong with a toxic is told as Toxiproxy tells it") {
    ServedHerd served;
    const auto refuse = [&](std::string_view body, int status) {
        const auto reply = served.post(toxics_path, body);
        CHECK(reply.status == status);
        return error_of(reply);
    };
    CHECK(refuse("{", 400).starts_with("bad request body: line 1: "));
    CHECK(refuse("[]", 400).starts_with("bad request body: "));
    CHECK(refuse(R"({"type":"latncy"})", 400) == "invalid toxic type: 'latncy'; did you mean 'latency'?");
    CHECK(refuse("{}", 400) == "invalid toxic type");
    CHECK(refuse(R"({"type":"latency","stream":"up"})", 400) ==
          "stream was invalid, can be either upstream or downstream");
    CHECK(refuse(R"({"type":1})", 400).starts_with("bad request body: type is a string"));
    CHECK(refuse(R"({"type":"latency","attributes":{"delay":1}})", 400) ==
          "bad request body: latency has no attribute 'delay'; it has latency, jitter");
    CHECK(refuse(R"({"type":"latency","attributes":{"latency":-1}})", 400).starts_with("bad request body: "));
    CHECK(
        refuse(R"({"type":"latency","attributes":{"latency":1.5}})", 400).starts_with("bad request body: "));
    CHECK(refuse(R"({"type":"latency","attributes":{"latency":9223372036854775807}})", 400)
              .starts_with("bad request body: "));
    CHECK(refuse(R"({"type":"bandwidth","attributes":{"rate":9223372036854775807}})", 400)
              .starts_with("bad request body: "));
    CHECK(refuse(R"({"type":"timeout","attributes":{"timeout":9223372036854775807}})", 400)
              .starts_with("bad request body: "));
    CHECK(refuse(R"({"type":"slicer"})", 400).starts_with("bad request body: "));
    CHECK(refuse(R"({"type":"latency","toxicity":0.5})", 422).starts_with("toxicity is 1"));
    CHECK(refuse(R"({"type":"slow_close"})", 422).starts_with("slow_close is not for links"));
    CHECK(faults_of(served).empty());
}

TEST_CASE("proxies are taken for made if they are links, and no others can be") {
    ServedHerd served;
    const auto made =
        served.post("/proxies", R"({"name":"Hamilton-Alford","listen":"127.0.0.1:1","upstream":"x:2"})");
    CHECK(made.status == 201);
    CHECK(parse_toxiproxy(made).root()["name"].text() == "Alford-Hamilton");
    CHECK(served.post("/proxies", R"({"name":"Alford-Hamilton","upstream":"x:2","enabled":false})").status ==
          201);
    CHECK(faults_of(served) == "cut Alford-Hamilton\n");
    const auto unknown = served.post("/proxies", R"({"name":"redis","upstream":"x:2"})");
    CHECK(unknown.status == 422);
    CHECK(error_of(unknown).ends_with("a proxy is a link, and links are made with POST /v1/links"));
    CHECK(error_of(served.post("/proxies", "{}")) == "missing required field: name");
    const auto removed = served.ask("DELETE", link_path);
    CHECK(removed.status == 422);
    CHECK(error_of(removed).find("DELETE /v1/links/Alford/Hamilton") != std::string::npos);
    const auto moved = served.post(link_path, R"({"listen":"127.0.0.1:1"})");
    CHECK(moved.status == 422);
    CHECK(error_of(moved).starts_with("listen and upstream are the addresses"));
}

TEST_CASE("many proxies are enabled and disabled at once, or none") {
    ServedHerd served;
    const auto refused =
        served.post("/populate", R"([{"name":"Alford-Hamilton","enabled":false},{"name":"redis"}])");
    CHECK(refused.status == 422);
    CHECK(faults_of(served).empty());
    const auto populated =
        served.post("/populate",
                    R"([{"name":"Alford-Hamilton","enabled":false},{"name":"Ball-Welsh","upstream":"x:1"}])");
    CHECK(populated.status == 201);
    const auto proxies = parse_toxiproxy(populated);
    REQUIRE(proxies.root()["proxies"].size() == 2);
    CHECK(proxies.root()["proxies"].at(0)["enabled"].boolean() == false);
    CHECK(proxies.root()["proxies"].at(1)["enabled"].boolean() == true);
    CHECK(served.post(toxics_path, R"({"type":"timeout"})").status == 200);
    served.herd().apply(
        {fault::Latency{fault::LinkName{"Ball", "Welsh"}, std::chrono::seconds(1)}, std::nullopt});
    CHECK(served.post("/reset").status == 204);
    CHECK(faults_of(served).empty());
    CHECK(served.herd().await_links());
}

TEST_CASE("browsers are kept out, as Toxiproxy does") {
    ServedHerd served;
    const auto refused = served.ask("GET", "/proxies", {}, "User-Agent: Mozilla/5.0 (X11)\r\n");
    CHECK(refused.status == 403);
    CHECK(error_of(refused) == "User agent not allowed");
    CHECK(served.ask("GET", "/proxies", {}, "User-Agent: toxiproxy-cli/v2.9.0 linux/go1.22\r\n").status ==
          200);
}

}  // namespace
}  // namespace herd::control

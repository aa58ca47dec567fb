// Who may ask the control API, and what becomes of what is no request.

#include <string>
#include <vector>

#include "served_herd.hpp"
#include "support/catch.hpp"

namespace herd::control {
namespace {

using namespace test;

TEST_CASE("the service answers those who ask for this machine") {
    const ServedHerd served;
    CHECK(served.get("/healthz").body == "ok\n");
    CHECK(served.get("/readyz").body == "ready\n");
    const auto port = std::to_string(served.port());
    for (const char* host : {"127.0.0.1", "localhost", "LOCALHOST", "[::1]", "127.1.2.3"}) {
        const auto header = std::string("Host: ") + host + ":" + port + "\r\n";
        INFO(header);
        CHECK(served.ask("GET", "/v1/herd", {}, header).status == 200);
    }
}

TEST_CASE("a name that was rebound to this machine is refused") {
    const ServedHerd served;
    const auto port = std::to_string(served.port());
    for (const std::string& host : std::vector<std::string>{
             "evil.example:" + port, std::string("127.0.0.1"), std::string("localhost:1"),
             "127.0.0.1.evil.example:" + port, "[::1]:" + port + "x", "10.0.0.1:" + port, std::string(),
             "localhost." + port, "127.0.0.1:" + port + ", evil.example"}) {
        INFO(host);
        const auto reply = served.ask("GET", "/v1/herd", {}, "Host: " + host + "\r\n");
        CHECK(reply.status == 403);
        CHECK(reply.header("content-type") == "application/problem+json");
    }
    const auto twice = "Host: " + served.host() + "\r\nHost: " + served.host() + "\r\n";
    CHECK(served.ask("GET", "/v1/herd", {}, twice).status == 403);
}

TEST_CASE("a page of another site can neither read nor write") {
    const ServedHerd served;
    for (const std::string& header :
         std::vector<std::string>{"Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site",
                                  "Sec-Fetch-Site: same-site", "Origin: http://localhost:1"}) {
        INFO(header);
        CHECK(served.ask("GET", "/v1/herd", {}, header + "\r\n").status == 403);
        CHECK(served.ask("GET", "/", {}, header + "\r\n").status == 403);
        CHECK(served.ask("POST", "/v1/heal", {}, header + "\r\n").status == 403);
        CHECK(served.ask("OPTIONS", "/v1/heal", {}, header + "\r\n").status == 403);
    }
    CHECK(served.ask("GET", "/v1/herd", {}, "Origin: http://" + served.host() + "\r\n").status == 200);
    CHECK(served.ask("GET", "/v1/herd", {}, "Sec-Fetch-Site: same-origin\r\n").status == 200);
    CHECK(served.ask("GET", "/v1/herd", {}, "Sec-Fetch-Site: none\r\n").status == 200);
}

TEST_CASE("no answer lets another site read it") {
    const ServedHerd served;
    for (const auto& reply :
         {served.get("/v1/herd"), served.get("/nothing"), served.ask("OPTIONS", "/v1/herd")}) {
        CHECK(reply.header("access-control-allow-origin").empty());
        CHECK(reply.header("cross-origin-resource-policy") == "same-origin");
        CHECK(reply.header("x-content-type-options") == "nosniff");
        CHECK(reply.header("cache-control") == "no-store");
    }
}

TEST_CASE("with a token only those who show it are answered") {
    ServiceOptions options;
    options.token = http::Secret("rabbit");
    const ServedHerd served(std::move(options));
    CHECK(served.get("/healthz").status == 200);
    for (const std::string& header : std::vector<std::string>{
             "", "Authorization: Bearer rabbi\r\n", "Authorization: Bearer rabbits\r\n",
             "Authorization: rabbit\r\n", "Authorization: Bearer \r\n", "Authorization: Basic rabbit\r\n"}) {
        INFO(header);
        const auto reply = served.ask("GET", "/v1/herd", {}, header);
        CHECK(reply.status == 401);
        CHECK(reply.header("www-authenticate").starts_with("Bearer"));
        CHECK(reply.body.find("rabbit") == std::string::npos);
    }
    CHECK(served.ask("GET", "/v1/herd", {}, "Authorization: Bearer rabbit\r\n").status == 200);
    CHECK(served.ask("GET", "/v1/herd", {}, "authorization: bearer rabbit\r\n").status == 200);
}

TEST_CASE("a host that other machines reach is not served without a token") {
    const HerdPlan plan(classic_ring());
    LiveHerd herd(plan);
    ServiceOptions options;
    options.host = "0.0.0.0";
    const auto started = herd.call([&](net::Herd& one) { return Service::start(one, options).has_value(); });
    CHECK_FALSE(started);
}

TEST_CASE("where other machines are let in, a token and an address of this one are asked for") {
    ServiceOptions options;
    options.host = "0.0.0.0";
    options.token = http::Secret("rabbit");
    const ServedHerd served(std::move(options));
    const std::string token = "Authorization: Bearer rabbit\r\n";
    const std::string port = ":" + std::to_string(served.port()) + "\r\n";
    CHECK(served.ask("GET", "/v1/herd", {}, token).status == 200);
    CHECK(served.ask("GET", "/v1/herd", {}, token + "Host: 192.0.2.1" + port).status == 200);
    CHECK(served.ask("GET", "/v1/herd", {}, token + "Host: evil.example" + port).status == 403);
    CHECK(served.get("/v1/herd").status == 401);
    CHECK(served.get("/").status == 200);
}

TEST_CASE("what is no request is refused, and ends its connection") {
    const ServedHerd served;
    const auto send = [&](std::string_view text) {
        TestClient client(served.port());
        client.send(text);
        const auto reply = read_reply(client);
        CHECK(client.read_rest().empty());
        return reply.status;
    };
    const std::string host = "Host: " + served.host() + "\r\n";
    CHECK(send("rabbits\r\n\r\n") == 400);
    CHECK(send("GET /v1/herd HTTP/9.9\r\n" + host + "\r\n") == 400);
    CHECK(send("GET /v1/herd HTTP/1.1\r\n" + host + "no colon\r\n\r\n") == 400);
    CHECK(send("GET /v1/herd HTTP/1.1\r\n" + host + " folded: 1\r\n\r\n") == 400);
    CHECK(send("GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n" + host + "\r\n") == 414);
    CHECK(send("GET / HTTP/1.1\r\n" + host + "X: " + std::string(9000, 'a') + "\r\n\r\n") == 431);
    CHECK(send("GET / HTTP/1.1\r\n" + host + "X: " + std::string(40000, 'a')) == 431);
    std::string many = "GET / HTTP/1.1\r\n" + host;
    for (int i = 0; i < 200; ++i) many += "X: 1\r\n";
    CHECK(send(many + "\r\n") == 431);
    const std::string post = "POST /v1/heal HTTP/1.1\r\n" + host;
    CHECK(send(post + "Content-Length: 99999999999\r\n\r\n") == 413);
    CHECK(send(post + "Content-Length: -1\r\n\r\n") == 400);
    CHECK(send(post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n") == 400);
    CHECK(send(post + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n") == 411);
}

TEST_CASE("what a page sends has to say that it is JSON, and what others send has just to be JSON") {
    const ServedHerd served;
    TestClient client(served.port());
    const auto status = [&](const std::string& headers) {
        client.send("POST /v1/heal HTTP/1.1\r\nHost: " + served.host() + "\r\n" + headers +
                    "Content-Length: 2\r\n\r\n{}");
        return read_reply(client).status;
    };
    const std::string own_page = "Origin: http://" + served.host() + "\r\n";
    CHECK(status("") == 200);
    CHECK(status("Content-Type: application/x-www-form-urlencoded\r\n") == 200);
    CHECK(status(own_page + "Content-Type: application/json; charset=utf-8\r\n") == 200);
    CHECK(status(own_page) == 415);
    CHECK(status(own_page + "Content-Type: text/plain\r\n") == 415);
    CHECK(status("Sec-Fetch-Site: same-origin\r\nContent-Type: text/plain\r\n") == 415);
    // The body that nobody looked at is no request.
    client.send("GET /healthz HTTP/1.1\r\nHost: " + served.host() + "\r\n\r\n");
    CHECK(read_reply(client).status == 200);
    client.send(
        "POST /v1/heal HTTP/1.1\r\nHost: " + served.host() +
        "\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}");
    CHECK(read_reply(client).status == 415);
}

TEST_CASE("what is asked for in vain is a problem in words") {
    const ServedHerd served;
    const auto missing = served.get("/v1/hred");
    CHECK(missing.status == 404);
    CHECK(missing.header("content-type") == "application/problem+json");
    CHECK(missing.body.find("\"instance\":\"/v1/hred\"") != std::string::npos);
    const auto wrong = served.ask("DELETE", "/v1/herd");
    CHECK(wrong.status == 405);
    CHECK(wrong.header("allow") == "GET, HEAD");
    CHECK(served.get("/v1/herd?a=%zz").status == 400);
    CHECK(served.get("/v1/herd?a=1&a=2").status == 400);
    CHECK(served.get("http://" + served.host() + "/v1/herd").status == 400);
    const auto head = served.ask("HEAD", "/v1/herd");
    CHECK(head.status == 200);
    CHECK(head.header("content-length") != "0");
}

TEST_CASE("ranges and compression are not asked of the library") {
    const ServedHerd served;
    std::string ranges = "Range: bytes=0-";
    for (int i = 0; i < 500; ++i) ranges += ",0-";
    const auto reply = served.ask("GET", "/v1/herd", {}, ranges + "\r\nAccept-Encoding: gzip, br\r\n");
    CHECK(reply.status == 200);
    CHECK(reply.header("content-encoding").empty());
    CHECK(reply.body.starts_with('{'));
}

TEST_CASE("several requests come over one connection") {
    const ServedHerd served;
    TestClient client(served.port());
    for (int i = 0; i < 20; ++i) {
        client.send("GET /healthz HTTP/1.1\r\nHost: " + served.host() + "\r\n\r\n");
        CHECK(read_reply(client).body == "ok\n");
    }
}

TEST_CASE("clients that say nothing or dribble keep nobody out") {
    const ServedHerd served;
    std::vector<TestClient> silent;
    for (int i = 0; i < 400; ++i) {
        silent.emplace_back(served.port());
        if (i % 2 == 0) silent.back().send("GET /healthz HT");
    }
    CHECK(served.get("/healthz").status == 200);
}

TEST_CASE("a service that ends leaves no client waiting") {
    ServedHerd served;
    TestClient silent(served.port());
    TestClient idle(served.port());
    idle.send("GET /healthz HTTP/1.1\r\nHost: " + served.host() + "\r\n\r\n");
    CHECK(read_reply(idle).status == 200);
    served.end_service();
    CHECK(silent.read_rest().empty());
    CHECK(idle.read_rest().empty());
}

}  // namespace
}  // namespace herd::control

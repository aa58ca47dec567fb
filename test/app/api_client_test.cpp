// What `herd ctl` asks a control API with.

#include <future>

#include "control/client/client.hpp"
#include "control/client/problem.hpp"
#include "double/https_double.hpp"
#include "support/catch.hpp"
#include "support/test_client.hpp"

namespace herd::control {
namespace {

using namespace test;

ApiClient client_of(const HttpsDouble& host, const std::string& token = "") {
    ApiAddress address;
    address.url = "http://127.0.0.1:" + std::to_string(host.port()) + "/herd/";
    address.token = http::Secret(token);
    address.longest_answer = 1000;
    return ApiClient(address);
}

HttpsDouble::Script answer_with(Answer answer) {
    return [answer](const http::Request&) { return answer; };
}

TEST_CASE("a request carries its path, body and token") {
    const HttpsDouble host(
        [](const http::Request& request) {
            return Answer{.body = request.target + " " + header(request, "Authorization") + " " +
                                  header(request, "Content-Type") + " " + request.body};
        },
        HttpsDouble::Options());
    const auto api = client_of(host, "hush");
    CHECK(api.get("/v1/clients/a%2Fb?limit=1").value() == "/herd/v1/clients/a%2Fb?limit=1 Bearer hush  ");
    CHECK(api.ask({"POST", "/v1/send", "{\"to\":1}"}).value() ==
          "/herd/v1/send Bearer hush application/json {\"to\":1}");
}

TEST_CASE("a problem is one sentence") {
    const HttpsDouble host(
        answer_with({.status = 404,
                     .body = "{\"title\":\"Not Found\",\"detail\":\"there is no server 'x'\"}",
                     .content_type = "application/problem+json"}),
        HttpsDouble::Options());
    const auto answer = client_of(host).get("/");
    REQUIRE_FALSE(answer);
    CHECK(answer.error().fault == ApiFault::refused);
    CHECK(answer.error().status == 404);
    CHECK(answer.error().why == "there is no server 'x'");
}

TEST_CASE("whatever a problem says is printable") {
    constexpr auto json = "application/problem+json";
    CHECK(format_problem(400, json, "{\"detail\":\"a\\u001b[2Jb\"}") == "a\\x1b[2Jb");
    CHECK(format_problem(400, json, "{\"title\":\"Bad\",\"errors\":[\"one\",{\"detail\":\"two\"},3]}") ==
          "Bad; one; two");
    CHECK(format_problem(503, json, "{}") == "it answers with HTTP status 503");
    CHECK(format_problem(503, json, "{{{") == "it answers with HTTP status 503");
    CHECK(format_problem(503, "text/plain", "not ready: Ball\n") == "not ready: Ball");
    CHECK(format_problem(502, "text/html", "<h1>") == "it answers with HTTP status 502");
    CHECK(format_problem(500, "text/plain", std::string(100'000, 'x')).size() == 1000);
}

TEST_CASE("an answer that is too long is not read to its end") {
    const HttpsDouble host(answer_with({.body = std::string(100'000, 'x'), .chunked = true}),
                           HttpsDouble::Options());
    const auto answer = client_of(host).get("/");
    REQUIRE_FALSE(answer);
    CHECK(answer.error().fault == ApiFault::broken);
    CHECK(answer.error().why == "the answer is longer than 1000 bytes");
}

TEST_CASE("an exchange has one deadline, however its bytes trickle") {
    TestListener slow;
    ApiAddress address;
    address.url = "http://127.0.0.1:" + std::to_string(slow.port());
    address.timeout = std::chrono::milliseconds(200);
    SECTION("nothing comes") {
        const auto answer = ApiClient(address).get("/");
        REQUIRE_FALSE(answer);
        CHECK(answer.error().why == address.url + " has not answered in time");
        CHECK(answer.error().fault == ApiFault::timeout);
    }
    SECTION("the head comes, and no body") {
        // The system takes the connection and what it says before anybody accepts it.
        auto asked = std::async(std::launch::async, [&address] { return ApiClient(address).get("/"); });
        auto server = slow.accept();
        server.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx");
        const auto answer = asked.get();
        REQUIRE_FALSE(answer);
        CHECK(answer.error().fault == ApiFault::timeout);
    }
}

TEST_CASE("what is no API is told apart from nobody") {
    const auto unused = bind_loopback();
    ApiAddress address;
    address.url = "http://127.0.0.1:" + std::to_string(local_port(unused));
    CHECK(ApiClient(address).get("/").error().fault == ApiFault::no_connection);
    CHECK(ApiClient(address).get("/").error().why == "nobody listens at " + address.url);

    TestListener other;
    address.url = "http://127.0.0.1:" + std::to_string(other.port());
    auto asked = std::async(std::launch::async, [&address] { return ApiClient(address).get("/"); });
    other.accept().send("220 smtp.example\r\n");
    CHECK(asked.get().error().fault == ApiFault::broken);
}

TEST_CASE("a stream is cut into its events, whatever its line ends and however it comes") {
    const std::string text =
        "\xef\xbb\xbf: hello\nretry: 5\n\nid: 7\nevent: trace\ndata: one\ndata: two\n\n"
        "data:three\r\n\r\nid\rdata: four\r\rdata: never ended";
    for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, text.size()}) {
        CAPTURE(piece);
        std::string seen;
        EventStream stream(100, [&seen](const StreamEvent& event) {
            seen += "[" + event.id + "|" + event.name + "|" + event.data + "]";
            return true;
        });
        for (std::size_t at = 0; at < text.size(); at += piece)
            REQUIRE(stream.on_bytes(std::string_view(text).substr(at, piece)));
        CHECK(seen == "[7|trace|one\ntwo][7|message|three][|message|four]");
    }
}

TEST_CASE("an event that never ends ends the stream") {
    EventStream stream(100, [](const StreamEvent&) { return true; });
    bool goes_on = true;
    for (int i = 0; i < 200 && goes_on; ++i) goes_on = stream.on_bytes("data: x\n");
    CHECK_FALSE(goes_on);
    CHECK(stream.is_overlong());
}

TEST_CASE("a stream is followed until somebody has had enough") {
    const HttpsDouble host(
        [](const http::Request& request) {
            return Answer{.body = "data: " + header(request, "Last-Event-ID") + "\n\ndata: b\n\n",
                          .content_type = "text/event-stream",
                          .chunked = true};
        },
        HttpsDouble::Options());
    std::string seen;
    const auto api = client_of(host);
    CHECK(api.follow("/v1/events", "41", [&seen](const StreamEvent& event) {
        seen += event.data;
        return false;
    }));
    CHECK(seen == "41");
    const auto ended = api.follow("/v1/events", "", [&seen](const StreamEvent& event) {
        seen += event.data;
        return true;
    });
    CHECK(seen == "41b");
    REQUIRE_FALSE(ended);
    CHECK(ended.error().why.ends_with(" has ended the stream"));
}

}  // namespace
}  // namespace herd::control

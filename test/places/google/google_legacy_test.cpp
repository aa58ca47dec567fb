#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "places/google/google_provider.hpp"
#include "places/google/legacy_fixture.hpp"
#include "places/google/legacy_request.hpp"
#include "places/google/legacy_response.hpp"
#include "places/upstream/scripted_transport.hpp"
#include "support/catch.hpp"

using namespace herd;
using namespace herd::places;
using namespace std::chrono_literals;
using test::fault;
using test::response;

namespace {

constexpr std::string_view key = "AIza-Secret_1";
constexpr Question question{{34.06893, -118.445127}, 10, 2};

std::string both_results() {
    return std::string(test::legacy_first) + ",\n" + std::string(test::legacy_second);
}

std::string fixture(const std::string& results) {
    return std::string(test::legacy_head) + results + std::string(test::legacy_tail);
}

GoogleOptions options() {
    GoogleOptions options;
    options.key = http::Secret(std::string(key));
    return options;
}

std::string target(const Question& asked, const GoogleOptions& by = options()) {
    return make_legacy_request(asked, by).target;
}

/// What the provider makes of what the host answers.
Result<Answer, Failure> look_up(test::Outcome outcome, const Question& asked = question) {
    const auto transport = std::make_shared<test::ScriptedTransport>(std::vector{std::move(outcome)});
    UpstreamOptions careful;
    careful.name = "google-legacy";
    careful.retries = 0;
    const auto upstream = std::make_shared<Upstream>(transport, std::make_shared<Meter>(), careful);
    return make_google_legacy_provider(upstream, options())->look_up(asked, {});
}

std::string document(const std::string& body, int bound) {
    Question asked = question;
    asked.bound = bound;
    return std::get<Document>(look_up(response(200, body), asked).value().content);
}

Failure failure(test::Outcome outcome) {
    const auto answer = look_up(std::move(outcome));
    REQUIRE_FALSE(answer);
    return answer.error();
}

std::string cut(std::string_view body, std::size_t bound) {
    const auto found = parse_legacy_response(body, bound);
    return found ? found->body : "fault: " + found.error();
}

std::string fault_of(std::string_view body) {
    const auto found = parse_legacy_response(body, 20);
    return found ? "none" : found.error();
}

}  // namespace

TEST_CASE("the old interface of Google is asked by a path with everything in it") {
    const auto request = make_legacy_request(question, options());
    CHECK(request.method == http::Method::get);
    CHECK(request.target ==
          "/maps/api/place/nearbysearch/json?location=34.06893%2C-118.445127&radius=10000&key=AIza-Secret_1");
    CHECK(request.body.empty());

    GoogleOptions picky;
    picky.key = http::Secret(std::string("a b&c=d/\xC3\xA9"));
    picky.types = {"fast_food"};
    picky.language = "pt-BR";
    CHECK(target(question, picky)
              .ends_with("&radius=10000&type=fast_food&language=pt-BR&key=a%20b%26c%3Dd%2F%C3%A9"));
}

TEST_CASE("numbers of a request are as short as they may be, and have no exponent") {
    const auto location = [](double lat, double lng) {
        const std::string text = target({{lat, lng}, 1, 1});
        const auto begin = text.find('=') + 1;
        return text.substr(begin, text.find('&') - begin);
    };
    CHECK(location(0.1, -0.3) == "0.1%2C-0.3");
    CHECK(location(-0.0, 180) == "0%2C180");
    CHECK(location(1e-7, -1e-20) == "0.0000001%2C-0.00000000000000000001");
    CHECK(location(5e-324, 1).size() == 326 + 4);
    const auto radius = [](double km) {
        const std::string text = target({{1, 2}, km, 1});
        const auto begin = text.find("radius=") + 7;
        return text.substr(begin, text.find('&', begin) - begin);
    };
    CHECK(radius(2.3) == "2300");
    CHECK(radius(1.1234567) == "1123.457");
    CHECK(radius(50) == "50000");
    CHECK(radius(50.0001) == "50000");
    CHECK(radius(1e-9) == "0.001");
}

TEST_CASE("a response keeps its bytes, cut to so many results") {
    const std::string whole = fixture(both_results());
    CHECK(document(whole, 20) == whole);
    CHECK(document(whole, 3) == whole);
    CHECK(document(whole, 2) == whole);
    CHECK(document(whole, 1) == fixture(std::string(test::legacy_first)));
    CHECK(cut(whole, 0) == std::string(test::legacy_head.substr(0, test::legacy_head.size() - 1)) +
                               std::string(test::legacy_tail.substr(4)));
}

TEST_CASE("a cut is right in whatever layout and order of keys") {
    CHECK(cut(R"({"status":"OK","results":[{"a":1},{"b":2},{"c":3}],"x":[1]})", 2) ==
          R"({"status":"OK","results":[{"a":1},{"b":2}],"x":[1]})");
    CHECK(cut(R"({"results":[{"a":1} , {"b":2}	],"status":"OK"})", 1) ==
          R"({"results":[{"a":1}	],"status":"OK"})");
    CHECK(cut("{\r\n \"results\" :\r\n [\r\n  {},\r\n  {}\r\n ],\r\n \"status\" : \"OK\"\r\n}\r\n\r\n", 1) ==
          "{\r\n \"results\" :\r\n [\r\n  {}\r\n ],\r\n \"status\" : \"OK\"\r\n}\r\n\r\n");
    CHECK(cut(R"({"results":[ {} , {} ],"status":"OK"})", 0) == R"({"results":[],"status":"OK"})");
    CHECK(cut(R"({"x":{"results":[{},{}]},"results":[{"results":[{},{}]},{}],"status":"OK","y":[[{},{}]]})",
              1) ==
          R"({"x":{"results":[{},{}]},"results":[{"results":[{},{}]}],"status":"OK","y":[[{},{}]]})");
    // A name and a bracket may be hidden in escapes.
    CHECK(cut(R"({"r\u0065sults":[{"]":"]\"}"},{}],"status":"OK"})", 1) ==
          R"({"r\u0065sults":[{"]":"]\"}"}],"status":"OK"})");
    for (const char* empty : {R"({"results":[],"status":"ZERO_RESULTS"})", R"({"results":[ ],"status":"OK"})",
                              "{\"results\":[\n],\"status\":\"OK\"}", R"({"status":"INVALID_REQUEST"})"}) {
        CHECK(cut(empty, 0) == empty);
        CHECK(cut(empty, 1) == empty);
    }
}

TEST_CASE("numbers of a response may be any, and stay as they are") {
    const std::string body =
        R"({"results":[{"n":[-0,0.0,1E5,1e-400,123456789012345678901234567890,1.10]}],"status":"OK"})";
    CHECK(cut(body, 5) == body);
}

TEST_CASE("what is no Nearby Search response is told apart") {
    CHECK(fault_of(R"({"results":[],"status":"OK"})") == "none");
    CHECK(fault_of("[]") == "it is no JSON object");
    CHECK(fault_of("\"OK\"") == "it is no JSON object");
    CHECK(fault_of("{}") == "it has no 'status'");
    CHECK(fault_of(R"({"a":{"status":"OK"}})") == "it has no 'status'");
    CHECK(fault_of(R"({"status":["OK"]})") == "'status' is no text");
    CHECK(fault_of(R"({"status":null})") == "'status' is no text");
    CHECK(fault_of(R"({"status":"OK","status":"OK"})") == "'status' is there twice");
    CHECK(fault_of(R"({"results":{},"status":"OK"})") == "'results' is no array");
    CHECK(fault_of(R"({"results":"none","status":"OK"})") == "'results' is no array");
    CHECK(fault_of(R"({"results":[],"results":[],"status":"OK"})") == "'results' is there twice");
    CHECK(fault_of(R"({"results":[{},[]],"status":"OK"})") == "'results' has something that is no object");
    CHECK(fault_of(R"({"results":[1],"status":"OK"})") == "'results' has something that is no object");
    CHECK(fault_of(std::string(R"({"status":"OK"})") + '\0' + "x") == "something follows the JSON object");
    for (const std::string& body : std::vector<std::string>{
             "", " ", "<html>", "{", R"({"status":"OK"}})", R"({"status":"OK"} x)", R"({"status":"OK",})",
             R"({"status":"OK)", R"({"results":[{},],"status":"OK"})", "{\"status\":\"OK\",\"a\":\"\xFF\"}",
             "{\"status\":\"OK\",\"a\":\"\xED\xA0\x80\"}", "{\"status\":\"OK\",\"a\":\"\n\"}",
             "\xEF\xBB\xBF{\"status\":\"OK\"}"}) {
        INFO(body);
        CHECK(fault_of(body).find("(byte ") != std::string::npos);
    }
    const auto nested = [](int depth) {
        return R"({"status":"OK","a":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
    };
    CHECK(fault_of(nested(63)) == "none");
    CHECK(fault_of(nested(64)) == "it is nested too deeply");
    CHECK(fault_of(R"({"a":)" + std::string(1'000'000, '[')) == "it is nested too deeply");
}

TEST_CASE("nothing is sent for a question for nothing") {
    const auto transport = std::make_shared<test::ScriptedTransport>(std::vector{response(500)});
    const auto upstream = std::make_shared<Upstream>(transport, std::make_shared<Meter>(), UpstreamOptions{});
    const auto provider = make_google_legacy_provider(upstream, options());
    for (const Question& asked : {Question{{1, 2}, 0, 5}, Question{{1, 2}, 5, 0}}) {
        const auto answer = provider->look_up(asked, {});
        REQUIRE(answer);
        CHECK(std::get<Nearby>(answer->content) == Nearby{});
    }
    CHECK(transport->count() == 0);
}

TEST_CASE("a status of Google's other than OK and ZERO_RESULTS is a failure with its own document") {
    const std::string body = R"({
   "error_message" : "The provided API key is invalid. ",
   "html_attributions" : [],
   "results" : [],
   "status" : "REQUEST_DENIED"
}
)";
    const Failure denied = failure(response(200, body));
    CHECK(denied.status == "REQUEST_DENIED");
    CHECK(denied.message == "The provided API key is invalid. ");
    CHECK(denied.document == body);
    CHECK(document(R"({"results":[],"status":"ZERO_RESULTS"})", 5) ==
          R"({"results":[],"status":"ZERO_RESULTS"})");

    // Without a message or results a client gets the usual document instead.
    const Failure silent = failure(response(200, R"({"results":[],"status":"INVALID_REQUEST"})"));
    CHECK(silent.status == "INVALID_REQUEST");
    CHECK(silent.message == "google-legacy: Google answered INVALID_REQUEST");
    CHECK_FALSE(silent.document);
    const Failure bare = failure(response(200, R"({"error_message":"no","status":"SOME_NEW_STATUS"})"));
    CHECK(bare.status == "SOME_NEW_STATUS");
    CHECK(bare.message == "no");
    CHECK_FALSE(bare.document);

    const std::string talkative =
        R"({"error_message":")" + std::string(100'000, 'x') + R"(\n","results":[],"status":"UNKNOWN_ERROR"})";
    CHECK(failure(response(200, talkative)).message.size() < 600);
}

TEST_CASE("a response that is none of Google's is UNKNOWN_ERROR") {
    for (const std::string& body : std::vector<std::string>{
             "", "<html>", R"({"status":"OK"})", R"({"results":[],"status":""})",
             R"({"error_message":"x","results":[],"status":"no"})", R"({"results":[],"status":"NOT FOUND"})",
             R"({"results":[],"status":")" + std::string(65, 'A') + "\"}"}) {
        INFO(body);
        const Failure unknown = failure(response(200, body));
        CHECK(unknown.status == "UNKNOWN_ERROR");
        CHECK(unknown.message.starts_with("google-legacy: no Nearby Search response: "));
        CHECK_FALSE(unknown.document);
    }
}

TEST_CASE("a status of HTTP other than 200 stands for one of Nearby Search") {
    for (const auto& [number, status] : std::vector<std::pair<int, std::string>>{{400, "INVALID_REQUEST"},
                                                                                 {401, "REQUEST_DENIED"},
                                                                                 {403, "REQUEST_DENIED"},
                                                                                 {404, "UNKNOWN_ERROR"},
                                                                                 {429, "OVER_QUERY_LIMIT"},
                                                                                 {302, "UNKNOWN_ERROR"},
                                                                                 {204, "UNKNOWN_ERROR"},
                                                                                 {500, "UNKNOWN_ERROR"},
                                                                                 {503, "UNKNOWN_ERROR"}}) {
        INFO(number);
        const Failure failed = failure(response(number, fixture(both_results())));
        CHECK(failed.status == status);
        CHECK(failed.message == "google-legacy: HTTP status " + std::to_string(number));
        CHECK_FALSE(failed.document);
    }
    CHECK(failure(fault(http::FaultKind::timeout, "too slow")).message == "google-legacy: too slow");
}

TEST_CASE("the key is in nothing that leaves, whatever the host sends back") {
    const std::string secret(key);
    const auto has_key = [&](const std::string& text) { return text.find(secret) != std::string::npos; };
    const std::string told =
        R"({"error_message":"bad key )" + secret + R"(","results":[],"status":"REQUEST_DENIED"})";
    const Failure denied = failure(response(200, told));
    CHECK(denied.message == "bad key [key]");
    CHECK(denied.document == R"({"error_message":"bad key [key]","results":[],"status":"REQUEST_DENIED"})");

    const std::string echoed = R"({"results":[{"url":"/?key=)" + secret + R"("}],"status":"OK"})";
    CHECK(document(echoed, 5) == R"({"results":[{"url":"/?key=[key]"}],"status":"OK"})");
    CHECK_FALSE(has_key(failure(fault(http::FaultKind::broken, "broken: /x?key=" + secret)).message));
    CHECK_FALSE(has_key(failure(response(200, R"({"status":")" + secret + "\"}")).message));
    const std::string hidden =
        R"({"error_message":"AI\u007aa-Secret_1","results":[],"status":"REQUEST_DENIED"})";
    CHECK(failure(response(200, hidden)).message == "[key]");
    CHECK(failure(response(200, hidden)).document->find("Secret") == std::string::npos);
}

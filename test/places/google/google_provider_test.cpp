#include "places/google/google_provider.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "places/google/field_mask.hpp"
#include "places/google/google_error.hpp"
#include "places/google/google_request.hpp"
#include "places/meter.hpp"
#include "places/upstream/scripted_transport.hpp"
#include "support/catch.hpp"

using namespace herd::places;
using herd::Result;
using herd::http::FaultKind;
using herd::http::Request;
using herd::http::Secret;
using herd::test::fault;
using herd::test::Outcome;
using herd::test::response;
using herd::test::ScriptedTransport;

namespace {

constexpr const char* test_key = "AIza-test+key/0123456789";

GoogleOptions options_with_key() {
    GoogleOptions options;
    options.key = Secret(test_key);
    return options;
}

const Question ucla{{34.068930, -118.445127}, 10, 5};

std::string body_of(const Question& question, const GoogleOptions& options = options_with_key()) {
    return make_google_request(question, options).body;
}

std::vector<std::string> fields_of(FieldSet fields) {
    std::vector<std::string> parts(1);
    for (const char c : google_field_mask(fields)) {
        if (c == ',') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

Failure failure_of(int status, std::string body) {
    return parse_google_error({status, "application/json", "", std::move(body)}, Secret(test_key));
}

struct Asked {
    Result<Answer, Failure> answer;
    std::vector<Request> requests;
};

Asked ask(const Outcome& outcome, const Question& question = ucla) {
    auto transport = std::make_shared<ScriptedTransport>(std::vector{outcome});
    UpstreamOptions once;
    once.name = "google";
    once.retries = 0;
    auto upstream = std::make_shared<Upstream>(transport, std::make_shared<Meter>(), std::move(once));
    const auto provider = make_google_provider(std::move(upstream), options_with_key());
    auto answer = provider->look_up(question, {});
    return {std::move(answer), transport->requests()};
}

constexpr std::string_view invalid_key_body = R"({
  "error": {
    "code": 400,
    "message": "API key not valid. Please pass a valid API key.",
    "status": "INVALID_ARGUMENT",
    "details": [
      {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "API_KEY_INVALID",
        "domain": "googleapis.com",
        "metadata": {"service": "places.googleapis.com"}
      },
      {
        "@type": "type.googleapis.com/google.rpc.LocalizedMessage",
        "locale": "en-US",
        "message": "API key not valid. Please pass a valid API key."
      }
    ]
  }
})";

constexpr std::string_view disabled_body = R"({
  "error": {
    "code": 403,
    "message": "Places API (New) has not been used in project 123 before or it is disabled.",
    "status": "PERMISSION_DENIED",
    "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "SERVICE_DISABLED",
                 "domain": "googleapis.com", "metadata": {"consumer": "projects/123"}}]
  }
})";

constexpr std::string_view exhausted_body = R"({
  "error": {
    "code": 429,
    "message": "Quota exceeded for quota metric 'SearchNearbyRequest' of service 'places.googleapis.com'.",
    "status": "RESOURCE_EXHAUSTED",
    "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED",
                 "domain": "googleapis.com"}]
  }
})";

}  // namespace

TEST_CASE("Google is asked by a POST that has the key in a header") {
    const Request request = make_google_request(ucla, options_with_key());
    const Request expected{
        herd::http::Method::post,
        "/v1/places:searchNearby",
        {{"Content-Type", "application/json"},
         {"X-Goog-Api-Key", test_key},
         {"X-Goog-FieldMask", std::string(google_field_mask(FieldSet::basic))}},
        R"({"locationRestriction":{"circle":{"center":{"latitude":34.06893,"longitude":-118.445127},)"
        R"("radius":10000}},"maxResultCount":5,"rankPreference":"DISTANCE"})"};
    CHECK(request == expected);
}

TEST_CASE("Google's request follows the options") {
    GoogleOptions options = options_with_key();
    options.rank = Rank::popularity;
    options.types = {"restaurant", "a\"b"};
    options.language = "pt-BR";
    options.fields = FieldSet::full;
    const Request request = make_google_request(ucla, options);
    CHECK(request.body.ends_with(R"(,"rankPreference":"POPULARITY","includedTypes":["restaurant","a\"b"],)"
                                 R"("languageCode":"pt-BR"})"));
    CHECK(request.headers.back().value == google_field_mask(FieldSet::full));
}

TEST_CASE("Google's request has numbers to the last digit, and within Google's limits") {
    CHECK(body_of({{0.1 + 0.2, -1e-7}, 0.0125, 1})
              .find(R"({"latitude":0.30000000000000004,"longitude":-1e-07},"radius":12.5}})") !=
          std::string::npos);
    CHECK(body_of({{0, 0}, 0.07, 1}).find(R"("radius":70}})") != std::string::npos);
    CHECK(body_of({{0, 0}, 1e-300, 1}).find(R"("radius":0.001}})") != std::string::npos);
    CHECK(body_of({{-90, 180}, 50, 20}).find(R"("radius":50000}},"maxResultCount":20,)") !=
          std::string::npos);
    CHECK(body_of({{0, 0}, 51, 21}).find(R"("radius":50000}},"maxResultCount":20,)") != std::string::npos);
}

TEST_CASE("Google is asked for the dearer fields only where they are wanted") {
    const auto basic = fields_of(FieldSet::basic);
    auto full = fields_of(FieldSet::full);
    REQUIRE(full.size() == basic.size() + 4);
    const std::vector<std::string> more(full.begin() + static_cast<std::ptrdiff_t>(basic.size()), full.end());
    CHECK(more == std::vector<std::string>{"places.currentOpeningHours.openNow", "places.priceLevel",
                                           "places.rating", "places.userRatingCount"});
    full.resize(basic.size());
    CHECK(full == basic);
    for (const std::string& field : basic) {
        INFO(field);
        CHECK(field.starts_with("places."));
        CHECK(field.find_first_of(" *") == std::string::npos);
    }
}

TEST_CASE("Google's errors become statuses") {
    CHECK(failure_of(400, std::string(invalid_key_body)).status == "REQUEST_DENIED");
    CHECK(failure_of(400, std::string(invalid_key_body)).message ==
          "API key not valid. Please pass a valid API key.");
    CHECK(failure_of(400, R"({"error": {"message": "No.", "details": [7, {"reason": "API_KEY_EXPIRED"}]}})")
              .status == "REQUEST_DENIED");
    CHECK(failure_of(400, R"({"error": {"message": "The api Key has gone."}})").status == "REQUEST_DENIED");
    CHECK(failure_of(400, R"({"error": {"message": "Unsupported types: zoos."}})").status ==
          "INVALID_REQUEST");
    CHECK(failure_of(400, "").status == "INVALID_REQUEST");
    CHECK(failure_of(401, "{}").status == "REQUEST_DENIED");
    const Failure disabled = failure_of(403, std::string(disabled_body));
    CHECK(disabled.status == "REQUEST_DENIED");
    CHECK(disabled.message == "Places API (New) has not been used in project 123 before or it is disabled.");
    CHECK_FALSE(disabled.document.has_value());
    const Failure exhausted = failure_of(429, std::string(exhausted_body));
    CHECK(exhausted.status == "OVER_QUERY_LIMIT");
    CHECK(exhausted.message.starts_with("Quota exceeded for quota metric"));
    for (const int status : {100, 204, 301, 404, 418, 500, 503, 999}) {
        INFO(status);
        CHECK(failure_of(status, std::string(invalid_key_body)).status == "UNKNOWN_ERROR");
    }
}

TEST_CASE("Google's error always has a message") {
    for (const std::string body : {"", "<html>Bad Gateway</html>", "{}", "[]", R"({"error": "no"})",
                                   R"({"error": {"message": 5}})", R"({"error": {"message": ""}})",
                                   R"({"error": {"message": " \n\t"}})", "{\"error\": {\"message\""}) {
        INFO(body);
        CHECK(failure_of(502, body).message == "google: HTTP status 502");
    }
    for (const int status : {301, 302, 307, 308}) {
        CHECK(failure_of(status, std::string(invalid_key_body)).message ==
              "google: HTTP status " + std::to_string(status) + ", a redirect, which is not followed");
    }
}

TEST_CASE("Google's error never repeats the key") {
    const std::string key = test_key;
    const Failure plain = failure_of(403, R"({"error": {"message": "The key )" + key + R"( is wrong"}})");
    CHECK(plain.message == "The key [key] is wrong");
    // Where a cut at 500 bytes would leave the most of it.
    const std::string padding(490, 'x');
    const Failure late = failure_of(403, R"({"error": {"message": ")" + padding + key + R"("}})");
    CHECK(late.message == padding + "[key]");
    const Failure escaped = failure_of(403, R"({"error": {"message": "AIza-test+key\/\u0030123456789 )"
                                            R"(in /v1?key=AIza-test%2Bkey%2F0123456789"}})");
    CHECK(escaped.message == "[key] in /v1?key=[key]");
}

TEST_CASE("Google's error message is one line of whole characters, and short") {
    CHECK(failure_of(500, R"({"error": {"message": "a\nb\u0000c\u001b[31m"}})").message == "a b c [31m");
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "\xE2\x82\xAC";
    const std::string cut = failure_of(500, R"({"error": {"message": ")" + many + R"("}})").message;
    CHECK(cut == many.substr(0, 498));
    CHECK(failure_of(500, "{\"error\": {\"message\": \"a\xFF\"}}").message == "a\xEF\xBF\xBD");
}

TEST_CASE("the Google provider answers with what Google found") {
    const Asked asked =
        ask(response(200, R"({"places": [{"id": "a", "location": {"latitude": 34, "longitude": -118},
                        "displayName": {"text": "A"}},
                       {"id": "b", "location": {"latitude": 34, "longitude": -118}}]})"));
    REQUIRE(asked.answer);
    CHECK_FALSE(asked.answer->is_substitute);
    Place a;
    a.id = "a";
    a.name = "A";
    a.at = {34, -118};
    a.scope = "GOOGLE";
    Place b;
    b.id = "b";
    b.at = {34, -118};
    b.scope = "GOOGLE";
    CHECK(std::get<Nearby>(asked.answer->content) == Nearby{{a, b}, {}, {}});
    CHECK(asked.requests == std::vector{make_google_request(ucla, options_with_key())});
}

TEST_CASE("the Google provider does not ask for nothing") {
    for (const Question& question : {Question{{1, 2}, 0, 20}, Question{{1, 2}, 50, 0}}) {
        const Asked asked = ask(response(500), question);
        REQUIRE(asked.answer);
        CHECK(std::get<Nearby>(asked.answer->content) == Nearby{});
        CHECK(asked.requests.empty());
    }
}

TEST_CASE("the Google provider keeps no more places than it was asked for") {
    Question question = ucla;
    question.bound = 1;
    const Asked asked = ask(response(200, R"({"places": [{"id": "a", "location": {"latitude": 1}},
                                                    {"id": "b", "location": {"latitude": 1}}]})"),
                            question);
    REQUIRE(asked.answer);
    CHECK(std::get<Nearby>(asked.answer->content).places.size() == 1);
}

TEST_CASE("the Google provider fails with a status and a message") {
    const Asked denied = ask(response(400, std::string(invalid_key_body)));
    REQUIRE_FALSE(denied.answer);
    CHECK(denied.answer.error().status == "REQUEST_DENIED");
    const Asked garbage = ask(response(200, "<html>"));
    REQUIRE_FALSE(garbage.answer);
    CHECK(garbage.answer.error().status == "UNKNOWN_ERROR");
    CHECK(garbage.answer.error().message == "google: no answer: it is no JSON: Invalid value. (byte 0)");
    const Asked unreachable = ask(fault(FaultKind::connect, "connection refused"));
    REQUIRE_FALSE(unreachable.answer);
    CHECK(unreachable.answer.error().status == "UNKNOWN_ERROR");
    CHECK(unreachable.answer.error().message.find("connection refused") != std::string::npos);
}

TEST_CASE("the Google provider tells nobody the key, whatever the host repeats") {
    const std::string key = test_key;
    const Asked asked = ask(
        response(200, R"({"places": [{"id": "a", "location": {"latitude": 1}, "displayName": {"text": ")" +
                          key + R"("}, "formattedAddress": "AIza-test+key\/\u0030123456789"}]})"));
    REQUIRE(asked.answer);
    const Place& place = std::get<Nearby>(asked.answer->content).places.at(0);
    CHECK(place.name == "[key]");
    CHECK(place.vicinity == "[key]");
}

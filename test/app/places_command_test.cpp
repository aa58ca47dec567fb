// `herd places`, and `herd up` with a provider on the network, against hosts on loopback.

#include <atomic>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "double/https_double.hpp"
#include "double/raw_double.hpp"
#include "herd_file.hpp"
#include "support/catch.hpp"
#include "support/test_client.hpp"

namespace herd::app {
namespace {

using namespace test;
namespace fs = std::filesystem;

constexpr auto variable = "HERD_TEST_PLACES_KEY";
/// With what a URL has to escape, and JSON may.
constexpr auto key = "AIzaTest+Key/0123456789=abc";
constexpr auto encoded_key = "AIzaTest%2BKey%2F0123456789%3Dabc";

/// The variable, for as long as this is in scope.
class KeyInEnvironment {
public:
    explicit KeyInEnvironment(const char* value = key) { setenv(variable, value, 1); }
    ~KeyInEnvironment() { unsetenv(variable); }
    KeyInEnvironment(const KeyInEnvironment&) = delete;
    KeyInEnvironment& operator=(const KeyInEnvironment&) = delete;
};

std::string places(const std::string& provider, const std::string& more) {
    return "[places]\nprovider = \"" + provider + "\"\napi_key_env = \"" + variable + "\"\n" + more + "\n";
}

std::string at_host(const std::string& url, const fs::path& ca_file) {
    return "base_url = \"" + url + "\"\nca_file = \"" + ca_file.string() + "\"\n";
}

/// A host with one café, for whoever has the key, by either of Google's interfaces.
Answer serve_google(const http::Request& request) {
    const bool is_new = request.target == "/v1/places:searchNearby";
    const std::string shown = is_new ? header(request, "X-Goog-Api-Key") : parameter(request, "key");
    if (shown != key) return {403, R"({"error":{"message":"no key","status":"PERMISSION_DENIED"}})"};
    if (is_new) {
        return {200, R"({"places":[{"id":"ChIJ1","displayName":{"text":"Ada's"},"types":["cafe"],)"
                     R"("location":{"latitude":34.0689,"longitude":-118.4451}}]})"};
    }
    return {200,
            "{\n   \"html_attributions\" : [],\n   \"results\" : [\n      {\n         \"name\" : \"Ada's\"\n"
            "      }\n   ],\n   \"status\" : \"OK\"\n}\n"};
}

/// All files below a directory, with their names.
std::string read_tree(const fs::path& directory) {
    std::string text;
    for (const auto& entry : fs::recursive_directory_iterator(directory)) {
        text += entry.path().string() + "\n";
        if (entry.is_regular_file()) text += read_file(entry.path());
    }
    return text;
}

/// What a client of a running herd is answered.
std::string ask_places(std::uint16_t port, const std::string& radius = "1") {
    TestClient client(port);
    client.send("IAMAT kiwi +34.068930-118.445127 1479413884.392014450\nWHATSAT kiwi " + radius + " 5\n");
    client.read_line();
    return client.read_block();
}

TEST_CASE("places asks the embedded places without a herd") {
    const HerdFile file;
    const auto outcome = file.run({"places", "34.0522,-118.2437", "10", "3"});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    CHECK(contains(outcome.out, "\"name\" : \"Los Angeles\""));
    CHECK(outcome.out.ends_with("\"status\" : \"OK\"\n}\n"));
    CHECK(file.run({"places", "+34.0522-118.2437", "10", "3"}).out == outcome.out);
    const auto south = file.run({"places", "-33.86785,151.20732", "0.5", "1"});
    CHECK(contains(south.out, "\"name\" : \"Sydney\""));
    const auto nothing = file.run({"places", "34,-118", "0", "3"});
    CHECK(nothing.status == 0);
    CHECK(contains(nothing.out, "ZERO_RESULTS"));
}

TEST_CASE("places says what it cannot ask") {
    const HerdFile file;
    const auto fault = [&](const std::vector<std::string>& arguments) {
        const auto outcome = file.run(arguments);
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        return outcome.err;
    };
    CHECK(contains(fault({"places", "91,0", "1", "1"}), "LAT,LNG: '91,0' is not a point"));
    CHECK(contains(fault({"places", "north", "1", "1"}), "is not a point"));
    CHECK(contains(fault({"places", "1,2", "51", "1"}),
                   "RADIUS: '51' is not a number of kilometres from 0 to 50"));
    CHECK(contains(fault({"places", "1,2", "1", "21"}), "BOUND: '21' is not an integer from 0 to 20"));
    CHECK(contains(fault({"places", "1,2", "1", "1", "--json"}), "--check"));
}

TEST_CASE("a missing key is a fault at the start") {
    const HerdFile file(places("google", ""));
    for (const auto& arguments :
         {std::vector<std::string>{"up"}, std::vector<std::string>{"places", "1,2", "1", "1"}}) {
        const auto missing = file.run(arguments);
        CHECK(missing.status == 2);
        CHECK(contains(missing.err,
                       "herd.toml: places.api_key_env: the environment variable HERD_TEST_PLACES_KEY is "
                       "not set; it has the key for provider \"google\""));
        const KeyInEnvironment empty("");
        CHECK(contains(file.run(arguments).err, "HERD_TEST_PLACES_KEY is empty"));
        const KeyInEnvironment broken("secret\r\nX-Injected: 1");
        const auto fault = file.run(arguments);
        CHECK(fault.status == 2);
        CHECK(contains(fault.err, "characters that no key has"));
        CHECK_FALSE(contains(fault.err, "secret"));
    }
    CHECK(file.run({"config"}).status == 0);
}

TEST_CASE("a client gets what a service on the network says") {
    const CertificateAuthority authority;
    HttpsDouble host(serve_google, {.certificate = authority.issue()});
    const KeyInEnvironment environment;
    for (const std::string provider : {"google", "google-legacy"}) {
        const HerdFile file(places(provider, at_host(host.base_url(), authority.file())));
        Up up(file);
        const std::string answer = ask_places(file.port(0));
        INFO(answer);
        CHECK(answer.starts_with("AT Alford +"));
        CHECK(contains(answer, "\"name\" : \"Ada's\""));
        CHECK(answer.ends_with("   \"status\" : \"OK\"\n}\n\n"));
        up.process().signal(SIGTERM);
        CHECK(up.process().finish().status == 0);
    }
    CHECK(host.requests() == 2);
}

TEST_CASE("a fallback answers what a service does not and says so") {
    const ReservedPort nobody;
    const HerdFile file(places("overpass", "fallback = \"embedded\"\nbase_url = \"http://127.0.0.1:" +
                                               std::to_string(nobody.number()) + "\"\nretries = 0\n"));
    const auto outcome = file.run({"places", "34.0522,-118.2437", "10", "3"});
    INFO(outcome.out << outcome.err);
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.out, "\"info_messages\" : ["));
    CHECK(contains(outcome.out, "\"name\" : \"Los Angeles\""));
    const HerdFile alone(places("overpass", "base_url = \"http://127.0.0.1:" +
                                                std::to_string(nobody.number()) + "\"\nretries = 0\n"));
    const auto failed = alone.run({"places", "34.0522,-118.2437", "10", "3"});
    CHECK(failed.status == 3);
    CHECK(contains(failed.out, "\"status\" : \"UNKNOWN_ERROR\""));
}

TEST_CASE("a check tells what a key may do") {
    const CertificateAuthority authority;
    // The key is for the new interface, and there for the usual fields only.
    HttpsDouble host(
        [](const http::Request& request) -> Answer {
            if (request.target.starts_with("/maps/"))
                return {200, R"({"status":"REQUEST_DENIED","results":[],"error_message":"not for you"})"};
            if (contains(header(request, "X-Goog-FieldMask"), "rating"))
                return {403, R"({"error":{"message":"too dear","status":"PERMISSION_DENIED"}})"};
            return serve_google(request);
        },
        {.certificate = authority.issue()});
    const KeyInEnvironment environment;
    const std::string at = at_host(host.base_url(), authority.file());
    const HerdFile file(places("google", at));
    const auto text = file.run({"places", "34.0689,-118.4452", "1", "1", "--check"});
    INFO(text.out << text.err);
    CHECK(text.status == 0);
    CHECK(contains(text.out, "* Places API (New), fields = \"basic\": works (1 place)"));
    CHECK(contains(text.out, "  Places API (New), fields = \"full\": REQUEST_DENIED (too dear)"));
    CHECK(contains(text.out, "  Nearby Search (google-legacy): REQUEST_DENIED (not for you)"));
    CHECK(host.requests() == 3);
    const HerdFile dear(places("google", at + "fields = \"full\"\n"));
    const auto json = dear.run({"places", "34.0689,-118.4452", "1", "1", "--check", "--json"});
    CHECK(json.status == 1);
    CHECK(contains(json.out, "\"provider\" : \"google\""));
    CHECK(contains(json.out, "\"status\" : \"REQUEST_DENIED\""));
    CHECK(HerdFile().run({"places", "34,-118", "50", "1", "--check"}).status == 0);
}

TEST_CASE("a key is in nothing that a run leaves") {
    const CertificateAuthority authority;
    // A host that repeats the key wherever it can.
    std::vector<Answer> answers = {
        {403, std::string(R"({"error":{"message":"the key )") + key + R"( is not for this","status":"X"}})"},
        {200,
         std::string(R"({"status":"REQUEST_DENIED","results":[],"error_message":"key=)") + key + R"("})"},
        {200, std::string(R"({"status":"OK","results":[{"name":"see ?key=)") + encoded_key +
                  R"( or AIzaTest+Key\/0123456789=abc"}],"places":[{"id":"i","displayName":{"text":")" + key +
                  R"("},"location":{"latitude":1,"longitude":2}}]})"},
        {302, "", "text/html", {{"Location", std::string("http://127.0.0.1:1/?key=") + encoded_key}}},
        {500, std::string("<html>") + key + "</html>", "text/html"},
        {200, std::string("no JSON: ") + key}};
    std::atomic<std::size_t> asked = 0, shown = 0;
    HttpsDouble host(
        [&](const http::Request& request) {
            if (header(request, "X-Goog-Api-Key") == key || parameter(request, "key") == key) ++shown;
            return answers[asked++ % answers.size()];
        },
        {.certificate = authority.issue()});
    const KeyInEnvironment environment;
    for (const std::string provider : {"google", "google-legacy"}) {
        const HerdFile file(
            places(provider, at_host(host.base_url(), authority.file()) +
                                 "retries = 0\nbreaker_failures = 2\nbreaker_pause = \"1ms\"\n") +
            "[log]\nlevel = \"messages\"\n");
        Up up(file, {"--trace", "trace.json", "--ready-file", "ready.json"});
        std::string seen = up.ready();
        for (int i = 1; i <= 12; ++i) seen += ask_places(file.port(0), std::to_string(i));
        // A crash leaves no core dump.
        CHECK(contains(read_file("/proc/" + std::to_string(up.process().id()) + "/limits"),
                       "Max core file size        0 "));
        up.process().signal(SIGTERM);
        const auto outcome = up.process().finish();
        CHECK(outcome.status == 0);
        for (const char* flag : {"", "--check"}) {
            std::vector<std::string> arguments{"places", "1,2", "3", "4"};
            if (*flag) arguments.push_back(flag);
            const auto once = file.run(arguments);
            seen += once.out + once.err;
        }
        seen += file.run({"config"}).out;
        seen += outcome.out + outcome.err + read_tree(file.directory().path());
        CHECK(contains(seen, "trace.json"));
        CHECK(contains(seen, "Alford.log"));
        CHECK_FALSE(contains(seen, key));
        CHECK_FALSE(contains(seen, encoded_key));
        CHECK_FALSE(contains(seen, "0123456789"));
    }
    CHECK(shown >= 24);
    CHECK(shown == asked);
}

TEST_CASE("a herd that is told to stop while its host hangs answers what it owes and ends") {
    const CertificateAuthority authority;
    RawDouble host([](Visit& visit) { visit.await_end(); }, {.certificate = authority.issue()});
    const HerdFile file(
        places("overpass", at_host(host.base_url(), authority.file()) + "timeout = \"1s\"\n"));
    Up up(file);
    TestClient client(file.port(0));
    client.send("IAMAT kiwi +1+2 3\n");
    client.read_line();
    client.send("WHATSAT kiwi 1 5\nhello\n");
    TestClient second(file.port(0));
    CHECK(second.ask("hello") == "? hello");  // so the question before it is under way
    up.process().signal(SIGTERM);
    CHECK(contains(client.read_block(), "\"status\" : \"UNKNOWN_ERROR\""));
    CHECK(client.read_line() == "? hello");
    CHECK(up.process().finish().status == 0);
}

TEST_CASE("a simulation asks nobody on the network") {
    const HerdFile file(places("google", ""));
    file.directory().write("scenario.toml", R"(
name = "places under virtual time"
herd = "herd.toml"
[[step]]
send = ["IAMAT kiwi +34.0522-118.2437 1", "WHATSAT kiwi 10 1"]
to = "Alford"
)");
    const auto outcome = file.run({"play", "--sim", "scenario.toml"});
    INFO(outcome.out << outcome.err);
    CHECK(outcome.status == 0);
}

}  // namespace
}  // namespace herd::app

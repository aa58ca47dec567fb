// What a sound host is asked, and what comes of its answers.

#include <cstdlib>
#include <future>
#include <optional>
#include <set>
#include <vector>

#include "host.hpp"

namespace herd::http {
namespace {

using namespace test;

Answer echo(const Request& request) {
    const std::string method = request.method == Method::post ? "POST " : "GET ";
    Answer answer;
    answer.body = method + request.target + " " + header(request, "X-Key") + " " + request.body;
    return answer;
}

TEST_CASE("a request arrives as it was made, over HTTPS and over HTTP") {
    const CertificateAuthority authority;
    HttpsDouble::Options options;
    if (GENERATE(true, false)) options.certificate = authority.issue();
    const HttpsDouble host(echo, options);
    const auto transport = make_transport(options_for(host.base_url(), authority.file()));
    Request request = get("/a%20b?c=d%26e");
    request.headers = {{"X-Key", "k"}};
    const auto got = transport->send(request, patient());
    CHECK(outcome(got) == "200: GET /a%20b?c=d%26e k ");
    CHECK(got.value().content_type == "application/json");
    CHECK(outcome(transport->send(post("/", "{\"a\" : 1}"), patient())) == "200: POST /  {\"a\" : 1}");
    // Nothing of the POST is left, and of the key neither.
    CHECK(outcome(transport->send(get("/again"), patient())) == "200: GET /again  ");
    CHECK(outcome(transport->send(post("/", ""), patient())) == "200: POST /  ");
}

TEST_CASE("a request says who asks, which encodings it takes, and waits for no leave to send its body") {
    const RawDouble host = make_host([](Visit& visit) {
        if (visit.read_request()) visit.write(whole_response(visit.head()));
    });
    const auto transport = make_transport(options_for(host.base_url() + "/base"));
    Request request = post("/v1?x=1", std::string(2'000'000, 'x'));
    request.headers = {{"Content-Type", "application/json"}, {"X-Empty", ""}};
    const std::string head = transport->send(request, patient()).value().body;
    CAPTURE(head);
    CHECK(head.starts_with("POST /base/v1?x=1 HTTP/1.1\r\n"));
    CHECK(has(head, "\r\nUser-Agent: herd/test\r\n"));
    CHECK(has(head, "\r\nContent-Type: application/json\r\n"));
    CHECK(has(head, "\r\nX-Empty:"));
    CHECK(has(head, "gzip"));
    CHECK_FALSE(has(head, "Expect"));
    CHECK_FALSE(has(head, "Cookie"));
}

TEST_CASE("a connection is kept for the next request") {
    const CertificateAuthority authority;
    HttpsDouble::Options host_options;
    host_options.certificate = authority.issue();
    const HttpsDouble host(echo, host_options);
    TransportOptions options = options_for(host.base_url(), authority.file());
    std::vector<std::size_t> connections;
    std::vector<std::size_t> bytes;
    options.on_exchange = [&](std::size_t opened, std::size_t size) {
        connections.push_back(opened);
        bytes.push_back(size);
    };
    const auto transport = make_transport(options);
    for (int i = 0; i < 3; ++i) REQUIRE(transport->send(get("/"), patient()));
    CHECK(host.requests() == 3);
    CHECK(host.connections() == 1);
    CHECK(connections == std::vector<std::size_t>{1, 0, 0});
    CHECK(bytes[0] > std::string_view("HTTP/1.1 200 OK\r\n\r\nGET /  ").size());
    CHECK(bytes == std::vector<std::size_t>(3, bytes[0]));
}

TEST_CASE("a connection that the host has closed meanwhile is opened anew, unseen by whoever asks") {
    const auto end = GENERATE(&Visit::close, &Visit::reset);
    // At once, or when the next request has come.
    const bool reads_on = GENERATE(false, true);
    const RawDouble host = make_host([=](Visit& visit) {
        if (!visit.read_request()) return;
        visit.write(whole_response("visit " + std::to_string(visit.number())));
        if (reads_on) visit.read_request();
        (visit.*end)();
    });
    const auto transport = make_transport(options_for(host.base_url()));
    CHECK(outcome(transport->send(get("/"), patient())) == "200: visit 0");
    CHECK(outcome(transport->send(post("/", "body"), patient())) == "200: visit 1");
    CHECK(outcome(transport->send(get("/"), patient())) == "200: visit 2");
    CHECK(host.connections() == 3);
}

TEST_CASE("a response of any status comes back whole, and a redirect is not followed") {
    const HttpsDouble host(
        [](const Request& request) {
            Answer answer;
            answer.status = std::stoi(parameter(request, "status"));
            if (answer.status != 204) answer.body = "body of " + std::to_string(answer.status);
            answer.content_type = "text/html; charset=utf-8";
            answer.headers = {{"Location", "/elsewhere?status=200"}, {"Retry-After", "120"}};
            return answer;
        },
        {});
    const auto transport = make_transport(options_for(host.base_url()));
    for (const int status : {204, 302, 400, 403, 404, 429, 500, 503}) {
        const auto got = transport->send(get("/?status=" + std::to_string(status)), patient());
        const std::string body = status == 204 ? "" : "body of " + std::to_string(status);
        CHECK(outcome(got) == std::to_string(status) + ": " + body);
        CHECK(got.value().retry_after == "120");
    }
    CHECK(transport->send(get("/?status=404"), patient()).value().content_type == "text/html; charset=utf-8");
    CHECK(host.requests() == 9);
    CHECK(host.connections() == 1);
}

TEST_CASE("a body in chunks and a body without a length come whole") {
    const CertificateAuthority authority;
    HttpsDouble::Options options;
    options.certificate = authority.issue();
    const HttpsDouble host(
        [](const Request&) {
            Answer answer;
            answer.body = std::string(100'000, 'x') + "end";
            answer.chunked = true;
            return answer;
        },
        options);
    const auto chunked = ask(options_for(host.base_url(), authority.file()));
    CHECK(chunked.value().body == std::string(100'000, 'x') + "end");

    RawDouble::Options raw;
    raw.certificate = authority.issue();
    const RawDouble endless(
        [](Visit& visit) {
            if (visit.read_request()) visit.write("HTTP/1.0 200 OK\r\n\r\nall there is");
        },
        raw);
    CHECK(outcome(ask(options_for(endless.base_url(), authority.file()))) == "200: all there is");
}

TEST_CASE(
    "what a host sends beyond the length that it has said is no part of the response, nor of the next") {
    const RawDouble host = make_host([](Visit& visit) {
        while (visit.read_request())
            visit.write(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nright and wrong HTTP/1.1 500 No\r\n\r\n");
    });
    const auto transport = make_transport(options_for(host.base_url()));
    for (int i = 0; i < 3; ++i) CHECK(outcome(transport->send(get("/"), patient())) == "200: right");
}

TEST_CASE("the host may be at an IPv6 address") {
    const CertificateAuthority authority;
    HttpsDouble::Options options;
    options.certificate = authority.issue();
    options.address = "::1";
    std::optional<HttpsDouble> host;
    try {
        host.emplace(echo, options);
    } catch (const std::exception& error) {
        WARN("no IPv6 here: " << error.what());
        return;
    }
    const std::string url = "https://[::1]:" + std::to_string(host->port());
    CHECK(outcome(ask(options_for(url, authority.file()))) == "200: GET /path?key=secret  ");
}

/// A variable of the environment, while it lives.
class Variable {
public:
    Variable(const char* name, const std::string& value) : name_(name) { ::setenv(name, value.c_str(), 1); }
    ~Variable() { ::unsetenv(name_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* name_;
};

TEST_CASE("the environment's proxy is used, but not for what is on this machine") {
    const HttpsDouble host(echo, {});
    const RawDouble proxy = make_host([](Visit& visit) {
        if (!visit.read_request()) return;
        if (visit.head().starts_with("CONNECT "))
            visit.write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
        else
            visit.write(whole_response(visit.head().substr(0, visit.head().find('\r'))));
    });
    const std::string address = "http://127.0.0.1:" + std::to_string(proxy.port());
    const Variable plain("http_proxy", address);
    const Variable secure("https_proxy", address);
    CHECK(outcome(ask(options_for("http://places.example"))) ==
          "200: GET http://places.example/path?key=secret HTTP/1.1");
    const std::string refused = outcome(ask(options_for("https://places.example")));
    CAPTURE(refused);
    CHECK(refused.starts_with("connect: cannot connect to places.example: "));
    CHECK(has(refused, "502"));
    CHECK(proxy.connections() == 2);
    CHECK(outcome(ask(options_for(host.base_url()))) == "200: GET /path?key=secret  ");
    CHECK(proxy.connections() == 2);
}

TEST_CASE("many threads ask at once, each on a connection that it keeps") {
    constexpr std::size_t threads = 8;
    constexpr int requests = 20;
    const CertificateAuthority authority;
    HttpsDouble::Options options;
    options.certificate = authority.issue();
    const HttpsDouble host(echo, options);
    const auto transport = make_transport(options_for(host.base_url(), authority.file()));
    std::vector<std::future<int>> askers;
    for (std::size_t thread = 0; thread < threads; ++thread) {
        askers.push_back(std::async(std::launch::async, [&transport, thread] {
            int right = 0;
            for (int i = 0; i < requests; ++i) {
                const std::string body = std::to_string(thread) + "/" + std::to_string(i);
                right += outcome(transport->send(post("/", body), patient())) == "200: POST /  " + body;
            }
            return right;
        }));
    }
    for (auto& asker : askers) CHECK(asker.get() == requests);
    CHECK(host.requests() == threads * requests);
    CHECK(host.connections() <= threads);
}

TEST_CASE("what cannot be a host's URL is refused, and its secrets are not told") {
    for (const std::string url :
         {"", "places.example", "ftp://places.example", "https://", "https://me:pw1@places.example",
          "https://places.example/?key=pw1", "https://places.example/#pw1", "https://a b"}) {
        CAPTURE(url);
        const auto made = make_curl_transport(options_for(url));
        REQUIRE_FALSE(made);
        CHECK(has(made.error(), "the host's URL"));
        CHECK_FALSE(has(made.error(), "pw1"));
    }
    CHECK(make_curl_transport(options_for("https://places.example/osm")));
}

TEST_CASE("a file of certificates that cannot be used is refused at once") {
    const TemporaryDirectory directory;
    const auto refuse = [](const std::filesystem::path& file) {
        const auto made = make_curl_transport(options_for("https://localhost", file));
        return made ? "accepted" : made.error();
    };
    const std::string name = directory.path().string();
    CHECK(refuse(directory / "none.pem") ==
          "cannot read the certificates in " + name + "/none.pem: No such file or directory");
    CHECK(refuse(directory.path()) == "cannot read the certificates in " + name + ": Is a directory");
    CHECK(refuse(directory.write("text.pem", "-----BEGIN nothing\n")) ==
          "there are no certificates in " + name + "/text.pem, which should hold some in PEM");
}

}  // namespace
}  // namespace herd::http

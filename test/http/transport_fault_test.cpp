// What comes of hosts that cannot be trusted, talk nonsense or break off.

#include <string>
#include <vector>
#include <zlib.h>

#include "host.hpp"

namespace herd::http {
namespace {

using namespace test;

/// What comes of asking a host, over HTTP, that writes so much and then closes.
std::string say(const std::string& bytes, std::size_t limit = 1 << 20) {
    const RawDouble host = make_host([&bytes](Visit& visit) {
        if (visit.read_request()) visit.write(bytes);
    });
    TransportOptions options = options_for(host.base_url());
    options.response_limit = limit;
    const std::string text = outcome(ask(options));
    CHECK_FALSE(has(text, "secret"));
    // Whoever opens a connection and is let down does not ask again by himself.
    CHECK(host.connections() == 1);
    return text;
}

/// What comes of asking a host that has a certificate.
std::string show(const Certificate& certificate, const CertificateAuthority& trusted) {
    RawDouble::Options options;
    options.certificate = certificate;
    const RawDouble host(
        [](Visit& visit) {
            if (visit.read_request()) visit.write(whole_response("trusted"));
        },
        options);
    const std::string text = outcome(ask(options_for(host.base_url(), trusted.file())));
    CHECK_FALSE(has(text, "secret"));
    return text;
}

TEST_CASE("a host is trusted by its certificate alone, and the fault says what is wrong with that") {
    const CertificateAuthority authority;
    CHECK(show(authority.issue(), authority) == "200: trusted");

    const std::string stranger = show(CertificateAuthority().issue(), authority);
    CAPTURE(stranger);
    CHECK(stranger.starts_with("tls: "));
    CHECK(has(stranger, "issuer"));

    CertificateOptions options;
    options.names = {"places.example"};
    options.addresses = {"192.0.2.1"};
    const std::string other = show(authority.issue(options), authority);
    CAPTURE(other);
    CHECK(other.starts_with("tls: "));
    CHECK(has(other, "name"));

    options = CertificateOptions();
    options.ends = std::chrono::hours(-1);
    const std::string expired = show(authority.issue(options), authority);
    CAPTURE(expired);
    CHECK(expired.starts_with("tls: "));
    CHECK(has(expired, "expired"));

    options = CertificateOptions();
    options.begins = std::chrono::hours(1);
    const std::string early = show(authority.issue(options), authority);
    CAPTURE(early);
    CHECK(early.starts_with("tls: "));
    CHECK(has(early, "not yet valid"));
}

TEST_CASE("without a file of certificates the system's say whom to trust") {
    const CertificateAuthority authority;
    RawDouble::Options options;
    options.certificate = authority.issue();
    const RawDouble host([](Visit& visit) { visit.read_request(); }, options);
    CHECK(ask(options_for(host.base_url())).error().kind == FaultKind::tls);
}

TEST_CASE("a host that knows no TLS beyond 1.1 is not talked to") {
    const CertificateAuthority authority;
    RawDouble::Options options;
    options.certificate = authority.issue();
    options.is_outdated = true;
    const RawDouble host([](Visit& visit) { visit.read_request(); }, options);
    CHECK(ask(options_for(host.base_url(), authority.file())).error().kind == FaultKind::tls);
}

TEST_CASE("TLS is not spoken with a host that has none, nor the other way round") {
    const CertificateAuthority authority;
    RawDouble::Options options;
    options.certificate = authority.issue();
    const RawDouble secure([](Visit& visit) { visit.read_request(); }, options);
    const RawDouble plain = make_host([](Visit& visit) {
        if (!visit.read_raw().empty()) visit.write("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    const auto at = [](const char* scheme, const RawDouble& host) {
        return scheme + ("://localhost:" + std::to_string(host.port()));
    };
    CHECK(ask(options_for(at("https", plain), authority.file())).error().kind == FaultKind::tls);
    CHECK(ask(options_for(at("http", secure))).error().kind == FaultKind::broken);
}

TEST_CASE("a host that is not there is a fault of the connection") {
    const std::string address = "localhost:" + std::to_string(make_host([](Visit&) {}).port());
    CHECK(outcome(ask(options_for("https://" + address))) ==
          "connect: cannot connect to " + address + ": Connection refused");
    CHECK(outcome(ask(options_for("https://herd.invalid"))) ==
          "connect: cannot find the address of herd.invalid");
}

TEST_CASE("a host that hangs up before it has shown a certificate is a fault of the connection") {
    const CertificateAuthority authority;
    const auto end = GENERATE(&Visit::close, &Visit::reset);
    const RawDouble host = make_host([end](Visit& visit) {
        if (!visit.read_raw().empty()) (visit.*end)();
    });
    const std::string address = "localhost:" + std::to_string(host.port());
    CHECK(outcome(ask(options_for("https://" + address, authority.file()))) ==
          "connect: " + address + " broke off before it proved who it is");
}

TEST_CASE("a response that is cut short is broken") {
    const std::string head = "HTTP/1.1 200 OK\r\n";
    for (const std::string& bytes : {
             std::string(),
             std::string("HTTP/1.1 20"),
             head + "Content-Type: text",
             head + "Content-Length: 10\r\n\r\n123456789",
             head + "Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n5\r\n123",
             head + "Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n",
         }) {
        CAPTURE(bytes);
        CHECK(say(bytes).starts_with("broken: no whole response of localhost:"));
    }
}

TEST_CASE("what is no HTTP is broken") {
    const std::string head = "HTTP/1.1 200 OK\r\n";
    for (const std::string& bytes : {
             std::string("220 smtp.example ESMTP\r\n"),
             std::string(100'000, '\0'),
             std::string("<html>no head</html>"),
             head + "Content-Length: many\r\n\r\nbody",
             head + "Content-Length: -5\r\n\r\nbody",
             head + "Transfer-Encoding: chunked\r\n\r\nzz\r\nbody",
             head + "Content-Encoding: gzip\r\nContent-Length: 9\r\n\r\nno gzip..",
         }) {
        CAPTURE(bytes);
        CHECK(say(bytes).starts_with("broken: no whole response of localhost:"));
    }
}

TEST_CASE("a connection that is reset within a response is broken") {
    const RawDouble host = make_host([](Visit& visit) {
        if (!visit.read_request()) return;
        visit.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
        visit.reset();
    });
    CHECK(ask(options_for(host.base_url())).error().kind == FaultKind::broken);
}

std::string compress(const std::string& text) {
    z_stream stream{};
    constexpr int with_gzip_header = 15 + 16;
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, with_gzip_header, 9, Z_DEFAULT_STRATEGY);
    std::vector<Bytef> in(text.begin(), text.end());
    std::vector<Bytef> out(text.size() + 100);
    stream.next_in = in.data();
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    deflateEnd(&stream);
    return {out.data(), stream.next_out};
}

std::string compressed_response(const std::string& text) {
    const std::string body = compress(text);
    return "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

TEST_CASE("a compressed body is unpacked, and may not be larger than others then") {
    CHECK(say(compressed_response("a body")) == "200: a body");
    CHECK(say(compressed_response(std::string(1000, 'x')), 1000) == "200: " + std::string(1000, 'x'));
    const std::string bomb = compressed_response(std::string(8'000'000, 'x'));
    CHECK(bomb.size() < 100'000);
    CHECK(has(say(bomb), "too large: the response of localhost:"));
}

TEST_CASE("a body has a limit, whatever length it says") {
    CHECK(say(whole_response(std::string(1000, 'x')), 1000) == "200: " + std::string(1000, 'x'));
    CHECK(has(say(whole_response(std::string(1001, 'x')), 1000), " has more than 1000 bytes"));
    CHECK(has(say("HTTP/1.1 200 OK\r\n\r\n" + std::string(1001, 'x'), 1000), " has more than 1000 bytes"));
    CHECK(has(
        say("HTTP/1.1 200 OK\r\nContent-Length: 9000000000000000000\r\n\r\n" + std::string(5000, 'x'), 1000),
        " has more than 1000 bytes"));
}

TEST_CASE("headers have a limit, one by one and together") {
    std::string many = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 10'000; ++i) many += "X-" + std::to_string(i) + ": value\r\n";
    CHECK(has(say(many + "\r\n"), "too large: the response of localhost:"));
    const std::string one = "HTTP/1.1 200 OK\r\nX-One: " + std::string(80'000, 'x') + "\r\n\r\n";
    CHECK(has(say(one), "too large: the response of localhost:"));
    // A line without an end is not seen before libcurl has enough of it.
    CHECK(has(say("HTTP/1.1 200 OK\r\nX-One: " + std::string(5'000'000, 'x')),
              "too large: the response of localhost:"));
}

}  // namespace
}  // namespace herd::http

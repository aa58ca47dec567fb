// Nobody waits for a host longer than he said.

#include <atomic>
#include <future>
#include <stop_token>

#include "hanging_names.hpp"
#include "host.hpp"

namespace herd::http {
namespace {

using namespace std::chrono_literals;
using namespace test;

constexpr std::string_view head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n";

void await_end(Visit& visit) {
    visit.await_end();
}
void answer_nothing(Visit& visit) {
    if (visit.read_request()) visit.await_end();
}
void drip_headers(Visit& visit) {
    if (!visit.read_request() || !visit.write(head)) return;
    while (visit.drip("X-More: 1\r\n", 5ms)) continue;
}
void drip_one_header(Visit& visit) {
    if (!visit.read_request() || !visit.write(head)) return;
    while (visit.drip("x", 5ms)) continue;
}
void drip_body(Visit& visit) {
    if (!visit.read_request() || !visit.write(std::string(head) + "\r\n")) return;
    if (visit.drip(std::string(999, 'x'), 5ms)) visit.await_end();
}
void stop_in_headers(Visit& visit) {
    if (visit.read_request() && visit.write(head)) visit.await_end();
}
void stop_in_body(Visit& visit) {
    if (visit.read_request() && visit.write(std::string(head) + "\r\n12345")) visit.await_end();
}

/// A host, with TLS or without, that never comes to the end of an answer.
struct SlowHost {
    SlowHost(RawDouble::Script script, bool is_secure)
        : host(std::move(script),
               {.certificate = is_secure ? std::optional(authority.issue()) : std::nullopt}) {}

    TransportOptions options() const { return options_for(host.base_url(), authority.file()); }

    CertificateAuthority authority;
    RawDouble host;
};

TEST_CASE("the deadline holds whatever a host does") {
    const auto script = GENERATE(&await_end, &answer_nothing, &drip_headers, &drip_one_header, &drip_body,
                                 &stop_in_headers, &stop_in_body);
    const SlowHost slow(script, GENERATE(false, true));
    const auto got = ask(slow.options(), within(100ms));
    CHECK(outcome(got) ==
          "timeout: localhost:" + std::to_string(slow.host.port()) + " has not answered in time");
}

TEST_CASE("a host that is silent for long is given up within the time that there is") {
    const auto script = GENERATE(&answer_nothing, &stop_in_headers, &stop_in_body);
    const SlowHost slow(script, GENERATE(false, true));
    TransportOptions options = slow.options();
    options.read_timeout = 100ms;
    CHECK(outcome(ask(options)) ==
          "timeout: localhost:" + std::to_string(slow.host.port()) + " has gone silent");
}

TEST_CASE("a host that is slow but never silent is waited for") {
    const RawDouble host = make_host([](Visit& visit) {
        if (visit.read_request()) visit.drip(whole_response("slow"), 60ms);
    });
    TransportOptions options = options_for(host.base_url());
    options.read_timeout = 2s;  // the whole takes longer
    CHECK(outcome(ask(options)) == "200: slow");
}

TEST_CASE("a host that does not come to show a certificate is not connected in time") {
    const SlowHost slow(&await_end, true);
    TransportOptions options = slow.options();
    options.connect_timeout = 100ms;
    CHECK(outcome(ask(options)) ==
          "connect: cannot connect to localhost:" + std::to_string(slow.host.port()) + " in time");
}

/// What comes of somebody who has been told to stop; it comes long before anything else could end his asking.
std::string stopped(std::future<Result<Response, Fault>>& asker) {
    CHECK(asker.wait_for(patience / 2) == std::future_status::ready);
    return outcome(asker.get());
}

TEST_CASE("a name that nobody answers for is not waited for") {
    const HangingNames names;
    TransportOptions options = options_for("https://hanging.test");
    CHECK(outcome(ask(options, within(100ms))) == "timeout: hanging.test has not answered in time");
    CHECK(names.questions() == 1);
    options.connect_timeout = 100ms;
    CHECK(outcome(ask(options)) == "connect: cannot connect to hanging.test in time");
    CHECK(names.questions() == 2);

    std::stop_source source;
    auto asker = std::async(std::launch::async, [&] {
        return ask(options_for("https://hanging.test"),
                   {.deadline = SteadyTime::clock::now() + patience, .stop = source.get_token()});
    });
    CHECK(eventually([&names] { return names.questions() == 3; }));
    source.request_stop();
    CHECK(stopped(asker) == "stopped: told to stop");
    CHECK(names.questions() == 3);
}

TEST_CASE("who is told to stop stops, however far he has come") {
    enum class Stage { handshake, request, body };
    const auto stage = GENERATE(Stage::handshake, Stage::request, Stage::body);
    std::atomic<bool> is_silent = false;
    const SlowHost slow(
        [&](Visit& visit) {
            if (stage == Stage::handshake ? visit.read_raw().empty() : !visit.read_request()) return;
            if (stage == Stage::body && !visit.write(std::string(head) + "\r\n12345")) return;
            // For so long libcurl may wake up by itself, to try another address.
            if (!visit.pause(300ms)) return;
            is_silent = true;
            visit.await_end();
        },
        true);
    std::stop_source source;
    auto asker = std::async(std::launch::async, [&] {
        return ask(slow.options(), {.deadline = SteadyTime::max(), .stop = source.get_token()});
    });
    CHECK(eventually([&is_silent] { return is_silent.load(); }));
    source.request_stop();
    CHECK(stopped(asker) == "stopped: told to stop");
}

TEST_CASE("who has no time left or has been told to stop asks nobody") {
    const RawDouble host = make_host([](Visit& visit) { visit.await_end(); });
    const auto transport = make_transport(options_for(host.base_url()));
    CHECK(transport->send(get("/"), within(0ms)).error().kind == FaultKind::timeout);
    std::stop_source source;
    source.request_stop();
    Limits limits = patient();
    limits.stop = source.get_token();
    CHECK(transport->send(get("/"), limits).error().kind == FaultKind::stopped);
    CHECK(host.connections() == 0);
}

TEST_CASE("after a fault the next request is a fresh one") {
    const RawDouble host = make_host([](Visit& visit) {
        if (!visit.read_request()) return;
        if (visit.number() == 0) {
            visit.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n12345");
            visit.await_end();
        }
        visit.write(whole_response("visit " + std::to_string(visit.number())));
    });
    const auto transport = make_transport(options_for(host.base_url()));
    CHECK(transport->send(post("/", "late"), within(100ms)).error().kind == FaultKind::timeout);
    CHECK(outcome(transport->send(get("/"), patient())) == "200: visit 1");
}

}  // namespace
}  // namespace herd::http

// The events of a herd as a stream, and what becomes of those who read it.

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "control/event_sample.hpp"
#include "places/json_value.hpp"
#include "served_herd.hpp"
#include "support/catch.hpp"

namespace herd::control {
namespace {

using namespace test;

struct StreamedEvent {
    std::string name;
    std::string id;
    std::string data;
};

/// A reader of `/v1/events`.
class EventReader {
public:
    EventReader(const ServedHerd& served, std::string_view query, std::string_view headers = {},
                const TestClient::Options& options = {})
        : client_(served.port(), options) {
        client_.send("GET /v1/events" + std::string(query) + " HTTP/1.1\r\nHost: " + served.host() + "\r\n" +
                     std::string(headers) + "\r\n");
        reply_ = read_reply(client_);
    }

    const Reply& reply() const { return reply_; }
    TestClient& client() { return client_; }

    /// Comments and what says how to connect again are left out.
    StreamedEvent read() {
        StreamedEvent event;
        for (;;) {
            const auto line = client_.read_line();
            // The framing of chunks, each of which has whole lines.
            if (line.ends_with('\r')) continue;
            if (line.empty() && !event.name.empty()) return event;
            if (line.starts_with("id: ")) event.id = line.substr(4);
            if (line.starts_with("event: ")) event.name = line.substr(7);
            if (line.starts_with("data: ")) event.data = line.substr(6);
        }
    }

    StreamedEvent read(std::string_view part) {
        for (;;) {
            auto event = read();
            if (event.data.find(part) != std::string::npos) return event;
        }
    }

private:
    TestClient client_;
    Reply reply_;
};

TEST_CASE("events come as they happen, in order, from where a reader was") {
    ServedHerd served;
    EventReader reader(served, "?since=0");
    CHECK(reader.reply().status == 200);
    CHECK(reader.reply().header("content-type") == "text/event-stream");
    served.herd().ask("Alford", "IAMAT kiwi +1+2 3");
    std::uint64_t last = 0;
    for (std::string data; data.find("\"client\":\"kiwi\"") == std::string::npos;) {
        const auto event = reader.read();
        data = event.data;
        CHECK(event.name == "trace");
        CHECK(std::stoull(event.id) == ++last);
    }
    REQUIRE(served.herd().await_record("kiwi"));
    EventReader again(served, "?since=0", "Last-Event-ID: " + std::to_string(last) + "\r\n");
    CHECK(again.read().id == std::to_string(last + 1));
}

TEST_CASE("without a place to begin, events come from now on") {
    ServedHerd served;
    served.herd().ask("Alford", "IAMAT before +1+2 3");
    REQUIRE(served.herd().await_record("before"));
    REQUIRE(served.herd().await([](net::Herd& herd) { return herd.in_flight(false).empty(); }));
    EventReader reader(served, "?client=after");
    EventReader elsewhere(served, "?client=after&server=Welsh");
    CHECK(reader.client().read_line().ends_with('\r'));
    CHECK(reader.client().read_line() == "retry: 1000");
    CHECK(elsewhere.client().read_line().ends_with('\r'));
    served.herd().ask("Alford", "IAMAT after +1+2 3");
    CHECK(reader.read().data.find("\"event\":\"received\",\"client\":\"after\"") != std::string::npos);
    CHECK(elsewhere.read().data.find("\"server\":\"Welsh\"") != std::string::npos);
}

TEST_CASE("a reader of a herd before this one begins anew") {
    const ServedHerd served;
    EventReader reader(served, "", "Last-Event-ID: 123456789\r\n");
    CHECK(reader.read().name == "reset");
    CHECK(reader.read().id == "1");
}

TEST_CASE("what is lost to a reader is counted") {
    ServedHerd served(classic_ring(), {}, [](config::Config& config) { config.trace.buffer = 4096; });
    for (int i = 0; i < 500; ++i) served.herd().ask("Alford", "IAMAT phone" + std::to_string(i) + " +1+2 3");
    EventReader reader(served, "?since=0");
    const auto gap = reader.read();
    REQUIRE(gap.name == "gap");
    const auto dropped = places::JsonDocument::parse(gap.data)->root()["dropped"].number();
    CHECK(static_cast<double>(std::stoull(reader.read().id)) == *dropped + 1);
}

TEST_CASE("a thinned stream has whole updates and says what it leaves out") {
    ServedHerd served;
    TestClient phone(served.herd().port("Alford"));
    for (int i = 0; i < 1000; ++i) {
        phone.ask("IAMAT phone" + std::to_string(i) + " +1+2 3");
        // One after the other, so that their events do not mingle.
        if (i >= 500) REQUIRE(served.herd().await_record("phone" + std::to_string(i)));
    }
    REQUIRE(served.herd().await_agreement());
    EventReader reader(served, "?since=0&thin=400");
    CHECK(reader.read().name == "gap");
    // Whatever is told of an update, its receipt is told before.
    std::set<std::string> received;
    std::size_t accepted = 0;
    while (accepted < 20) {
        const auto event = reader.read();
        const auto json = places::JsonDocument::parse(event.data);
        const std::string client(json->root()["client"].text());
        if (json->root()["event"].text() == "received") received.insert(client);
        if (json->root()["event"].text() != "accepted") continue;
        CHECK(received.contains(client));
        ++accepted;
    }
}

TEST_CASE("a sample has all events of the updates it has") {
    std::vector<trace::Event> events;
    // Round by round, as updates that spread together do.
    for (int round = 0; round < 20; ++round) {
        for (int i = 0; i < 100; ++i) {
            trace::Event event;
            event.seq = events.size() + 1;
            event.kind = round == 0 ? trace::Kind::received : trace::Kind::forwarded;
            event.client = "phone" + std::to_string(i);
            events.push_back(std::move(event));
        }
    }
    const auto sample = sample_updates(events, 100);
    CHECK(sample.size() == 100);
    std::map<std::string, int> counts;
    for (const auto& event : sample) ++counts[event.client];
    CHECK(counts.size() == 5);
    for (const auto& [client, count] : counts) CHECK(count == 20);
    CHECK(sample_updates(events, events.size()).size() == events.size());
    CHECK(sample_updates({events.begin() + 100, events.end()}, 10).size() == 10);
}

TEST_CASE("sixteen streams keep nobody waiting, and too many are refused") {
    ServedHerd served;
    std::vector<std::unique_ptr<EventReader>> readers;
    for (int i = 0; i < 16; ++i) readers.push_back(std::make_unique<EventReader>(served, "?since=0"));
    CHECK(served.get("/healthz").status == 200);
    CHECK(served.post("/v1/send", R"({"to":"Alford","line":"IAMAT kiwi +1+2 3"})").status == 200);
    for (const auto& reader : readers) CHECK(reader->read("\"client\":\"kiwi\"").name == "trace");
    for (int i = 0; i < 16; ++i) {
        readers.push_back(std::make_unique<EventReader>(served, ""));
        CHECK(readers.back()->reply().status == 200);
    }
    CHECK(served.get("/v1/events").status == 503);
    CHECK(served.get("/v1/herd").status == 200);
    readers.clear();
    CHECK(eventually([&] { return EventReader(served, "").reply().status == 200; }));
}

TEST_CASE("a reader that stalls is dropped") {
    ServedHerd served;
    TestClient::Options small;
    small.receive_buffer = 2048;
    EventReader stalled(served, "?since=0", {}, small);
    std::vector<std::unique_ptr<EventReader>> quiet;
    for (int i = 0; i < 31; ++i) quiet.push_back(std::make_unique<EventReader>(served, "?client=nobody"));
    REQUIRE(EventReader(served, "").reply().status == 503);
    // Far more than the sockets between them hold.
    TestClient crowd(served.herd().port("Alford"));
    for (int i = 0; i < 40; ++i)
        crowd.ask("IAMAT " + std::string(60'000, 'a') + " +1+2 " + std::to_string(i));
    CHECK(eventually([&] { return EventReader(served, "").reply().status == 200; }));
    CHECK(served.get("/healthz").status == 200);
}

TEST_CASE("streams end with the service") {
    ServedHerd served;
    EventReader reader(served, "");
    served.end_service();
    CHECK_NOTHROW(reader.client().read_rest());
}

}  // namespace
}  // namespace herd::control

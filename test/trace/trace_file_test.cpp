// Traces as files: what is written reads back, and what is no trace is told so.

#include "trace/trace_file.hpp"

#include <algorithm>
#include <sstream>

#include "simulated_herd.hpp"
#include "support/catch.hpp"
#include "trace/event_json.hpp"

namespace herd::trace {
namespace {

using namespace std::chrono_literals;
using test::SimulatedHerd;

std::string write(const Trace& trace) {
    std::ostringstream out;
    write_trace(trace, out);
    return out.str();
}

Trace read(const std::string& text) {
    auto trace = parse_trace(text, "t.json");
    INFO((trace ? "" : trace.error()));
    REQUIRE(trace);
    return std::move(*trace);
}

void check_equal(const Trace& a, const Trace& b) {
    CHECK(a.servers == b.servers);
    CHECK(a.links == b.links);
    CHECK(a.dropped == b.dropped);
    REQUIRE(a.events.size() == b.events.size());
    for (std::size_t i = 0; i < a.events.size(); ++i) {
        const Event& x = a.events[i];
        const Event& y = b.events[i];
        CAPTURE(i);
        CHECK(x.seq == y.seq);
        CHECK(x.t == y.t);
        CHECK(x.lamport == y.lamport);
        CHECK(x.kind == y.kind);
        CHECK(x.server == y.server);
        CHECK(x.peer == y.peer);
        CHECK(x.client == y.client);
        CHECK(x.time == y.time);
        CHECK(x.origin == y.origin);
        CHECK(x.receipt == y.receipt);
        CHECK(x.hop == y.hop);
        CHECK(x.is_resync == y.is_resync);
        CHECK(x.detail == y.detail);
    }
}

/// A trace with events of all kinds.
Trace make_eventful_trace() {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "1479413884.392014450");
    herd.settle();
    herd.send("Ball", "kiwi", "5");
    herd.cut("Alford", "Welsh");
    herd.send("Ball", "caf\xE9\0\"\\\n\xE2\x80\xA8", "7.25");
    herd.settle();
    herd.heal("Alford", "Welsh");
    herd.stop("Holiday");
    herd.start("Holiday");
    herd.crash("Ball");
    herd.settle();
    Trace trace = herd.trace();
    trace.dropped = 12;
    return trace;
}

/// A trace of one event, with one of its members replaced; left out if it is empty.
std::string with(std::string_view member, const std::string& value) {
    std::string event;
    for (const auto& [name, good] :
         std::vector<std::pair<std::string, std::string>>{{"seq", "1"},
                                                          {"t_ns", "5"},
                                                          {"server", "\"Ball\""},
                                                          {"event", "\"delivered\""},
                                                          {"client", "\"kiwi\""},
                                                          {"client_hex", ""},
                                                          {"time", "\"5\""},
                                                          {"origin", "\"Alford\""},
                                                          {"receipt_ns", "7"},
                                                          {"from", "\"Alford\""},
                                                          {"to", "\"Ball\""},
                                                          {"hop", "1"},
                                                          {"lamport", "3"},
                                                          {"resync", "true"},
                                                          {"detail", ""}}) {
        const std::string& text = name == member ? value : good;
        if (text.empty()) continue;
        event += (event.empty() ? "\"" : ",\"") + name + "\":" + text;
    }
    return "{\"servers\":[\"Alford\",\"Ball\"],\n\"events\":[\n{" + event + "}]}";
}

std::string error_of(const std::string& text) {
    const auto trace = parse_trace(text, "t.json");
    return trace ? "" : trace.error();
}

TEST_CASE("a trace with events of all kinds reads back as it was written") {
    const Trace trace = make_eventful_trace();
    for (int i = 0; i <= static_cast<int>(Kind::crashed); ++i) {
        CAPTURE(format_kind(static_cast<Kind>(i)));
        CHECK(std::any_of(trace.events.begin(), trace.events.end(),
                          [i](const Event& event) { return static_cast<int>(event.kind) == i; }));
    }
    check_equal(read(write(trace)), trace);
}

TEST_CASE("an empty trace reads back") {
    check_equal(read(write({})), {});
    CHECK(read("{\"events\":[]}").servers.empty());
}

TEST_CASE("clients of any bytes read back") {
    for (const std::string& client :
         {std::string("\0", 1), std::string("\xFF\xFE"), std::string("caf\xC3\xA9"), std::string("caf\xE9"),
          std::string("\x01\x7F\xC2\x85"), std::string("\xED\xA0\x80"), std::string(1000, '\xF0')}) {
        auto herd = SimulatedHerd::ring();
        herd.send("Alford", client, "5");
        herd.settle();
        check_equal(read(write(herd.trace())), herd.trace());
    }
}

TEST_CASE("extreme numbers read back") {
    Trace trace;
    trace.servers = {"Alford"};
    for (const auto t : {-(std::int64_t{1} << 62) + 1, std::int64_t{-1}, (std::int64_t{1} << 62) - 1}) {
        Event event;
        event.seq = trace.events.empty() ? 1 : UINT64_MAX - 3 + trace.events.size();
        event.t = nanoseconds(t);
        event.lamport = UINT64_MAX;
        event.kind = Kind::received;
        event.client = "kiwi";
        event.time = "999999999999999999.999999999";
        event.origin = 0;
        event.receipt = WallTime(nanoseconds(t));
        event.hop = 65535;
        trace.events.push_back(event);
    }
    trace.dropped = UINT64_MAX;
    check_equal(read(write(trace)), trace);
}

TEST_CASE("an event is a JSON object on one line") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "caf\xE9\n", "5");
    std::string text;
    append_event_json(herd.trace().events.back(), herd.trace().servers, text);
    CHECK(text ==
          R"({"seq":19,"t_ns":2008000,"server":"Alford","event":"forwarded","client":"caf)"
          "\xEF\xBF\xBD"
          R"(\n","client_hex":"636166e90a","time":"5","origin":"Alford","receipt_ns":1479413885002005000,)"
          R"("from":"Alford","to":"Welsh","hop":1,"lamport":7})");
    text.clear();
    append_event_json(herd.trace().events.front(), herd.trace().servers, text);
    CHECK(text == R"({"seq":1,"t_ns":0,"server":"Alford","event":"started","lamport":1})");
}

TEST_CASE("an answer of the control API has its servers in the order of appearance") {
    const Trace trace = read(
        R"({"events":[
        {"seq":5,"t_ns":1,"server":"Welsh","event":"delivered","client":"kiwi","time":"5","origin":"Ball","receipt_ns":7,"from":"Alford"},
        {"seq":9,"t_ns":1,"server":"Ball","event":"stopped","more":[{"of":"it"}]}],"dropped":0})");
    CHECK(trace.servers == std::vector<std::string>{"Welsh", "Ball", "Alford"});
    CHECK(trace.links == std::vector<std::pair<core::ServerIndex, core::ServerIndex>>{{0, 2}});
    REQUIRE(trace.events.size() == 2);
    CHECK(trace.events[0].peer == 2);
    CHECK(trace.events[0].origin == 1);
    CHECK(trace.events[1].seq == 9);
}

TEST_CASE("members of a trace may come in any order") {
    const Trace trace = make_eventful_trace();
    const std::string text = write(trace);
    const auto events = text.find("\"events\"");
    const auto dropped = text.find(",\n\"dropped\"");
    const std::string sorted =
        "{" + text.substr(events, dropped - events) + "," + text.substr(1, events - 1) + "\"dropped\":12}";
    check_equal(read(sorted), trace);
}

TEST_CASE("what is no trace is told so") {
    CHECK(error_of("") == "t.json:1: is no trace: it is empty");
    CHECK(error_of("[1, 2]") == "t.json:1: is no trace: a JSON object with 'events' is expected");
    CHECK(error_of("17") == "t.json:1: is no trace: a JSON object with 'events' is expected");
    CHECK(error_of("{\"servers\": {}}") == "t.json:1: servers: is no array");
    CHECK(error_of("{\"pid\": 1,\n\"control\": {\"port\": [8100]}}") ==
          "t.json:2: is no trace: it has no 'events'");
    CHECK(error_of("READY {}") == "t.json:1: is no valid JSON");
    CHECK(error_of("{\"events\":[\n\n{]}") == "t.json:3: is no valid JSON");
    CHECK(error_of("{\"events\":[]}\n{}") == "t.json:2: has more behind the end of the trace");
    CHECK(error_of(std::string("{\"events\":[]}\0x", 15)) ==
          "t.json:1: has more behind the end of the trace");
    CHECK(error_of("{\"events\":[],\"x\":\"\xFF\"}") == "t.json:1: is no valid JSON: not UTF-8");
}

TEST_CASE("a trace that is cut off is no trace") {
    const std::string text = write(make_eventful_trace());
    for (std::size_t size = 0; size + 2 < text.size(); size += 37) {
        CAPTURE(size);
        CHECK_FALSE(parse_trace(text.substr(0, size), "t.json"));
    }
}

TEST_CASE("each wrong member of an event is told with its line and its place") {
    CHECK(error_of(with("", "")) == "");
    const auto why = [](std::string_view member, const std::string& value) {
        const std::string error = error_of(with(member, value));
        const std::string where = "t.json:3: event 1: ";
        return error.starts_with(where) ? error.substr(where.size()) : "not told so: " + error;
    };
    CHECK(why("seq", "") == "seq: is missing");
    CHECK(why("seq", "0") == "seq: is 0, and counts from 1");
    CHECK(why("seq", "-1") == "seq: is no integer from 0 to 2^64 - 1");
    CHECK(why("seq", "1.5") == "seq: is no integer from 0 to 2^64 - 1");
    CHECK(why("seq", "1,\"seq\":2") == "seq: is there twice");
    CHECK(why("t_ns", "") == "t_ns: is missing");
    CHECK(why("t_ns", "\"5\"") == "t_ns: is no integer of nanoseconds, or beyond 2^62");
    CHECK(why("t_ns", "9223372036854775807") == "t_ns: is no integer of nanoseconds, or beyond 2^62");
    CHECK(why("server", "") == "server: is missing");
    CHECK(why("server", "7") == "server: is no string");
    CHECK(why("server", "\"\"") == "server: is empty");
    CHECK(why("server", "\"Alford\"") == "to: is not the event's server");
    CHECK(why("server", "\"a\\u001b\"") == "server: is no name of a server");
    CHECK(why("server", "\"a\\u0085\"") == "server: is no name of a server");
    CHECK(why("event", "\"born\"") == "event: is no event that a trace has");
    CHECK(why("event", "\"started\"") == "client: has no meaning in an event 'started'");
    CHECK(why("client", "") == "client: is missing in an event 'delivered'");
    CHECK(why("client", "[]") == "client: is no plain value");
    CHECK(why("client_hex", "\"6\"") == "client_hex: is not of pairs of digits 0-9 and a-f");
    CHECK(why("client_hex", "\"6G\"") == "client_hex: is not of pairs of digits 0-9 and a-f");
    CHECK(why("time", "") == "time: is missing beside client");
    CHECK(why("time", "\"-5\"") == "time: is no time of a client");
    CHECK(why("origin", "") == "origin: is missing beside client");
    CHECK(why("receipt_ns", "") == "receipt_ns: is missing beside client");
    CHECK(why("receipt_ns", "null") == "receipt_ns: is no integer of nanoseconds, or beyond 2^62");
    CHECK(why("from", "") == "from: is missing");
    CHECK(why("from", "\"Ball\"") == "from: is the event's own server");
    CHECK(why("hop", "65536") == "hop: is no integer from 0 to 65535");
    CHECK(why("lamport", "true") == "lamport: is no integer from 0 to 2^64 - 1");
    CHECK(why("resync", "1") == "resync: is neither true nor false");
    CHECK(why("detail", "1") == "detail: is no string");
    CHECK(error_of(with("origin", "\"Emu\"")) == "t.json:3: 'Emu' is no server that 'servers' has");
}

TEST_CASE("events of a trace go forward") {
    const auto two = [](const std::string& a, const std::string& b) {
        return error_of("{\"events\":[{\"server\":\"A\",\"event\":\"started\"," + a +
                        "},\n{\"server\":\"A\",\"event\":\"stopped\"," + b + "}]}");
    };
    CHECK(two("\"seq\":1,\"t_ns\":5", "\"seq\":3,\"t_ns\":5") == "");
    CHECK(two("\"seq\":2,\"t_ns\":5", "\"seq\":2,\"t_ns\":6") ==
          "t.json:2: event 2: seq: is no greater than that of the event before it");
    CHECK(two("\"seq\":1,\"t_ns\":5", "\"seq\":2,\"t_ns\":4") ==
          "t.json:2: event 2: t_ns: is earlier than that of the event before it");
}

TEST_CASE("wrong servers and links of a trace are told") {
    const auto error = [](const std::string& members) {
        return error_of("{\"events\":[],\n" + members + "}");
    };
    CHECK(error("\"servers\":[1]") == "t.json:2: servers: has something that is no name");
    CHECK(error("\"servers\":[\"\\n\"]") == "t.json:2: servers: has something that is no name");
    CHECK(error("\"servers\":[\"A\",\"A\"]") == "t.json:2: servers: 'A' is there twice");
    CHECK(error("\"servers\":[],\"servers\":[]") == "t.json:2: servers: is there twice");
    CHECK(error("\"servers\":null") == "t.json:2: servers: is no array");
    CHECK(error("\"links\":[\"A\"]") == "t.json:2: links: has something that is no pair of names");
    CHECK(error("\"links\":[[\"A\"]]") == "t.json:2: links: a link has two ends, and here are fewer");
    CHECK(error("\"links\":[[\"A\",\"B\",\"C\"]]") ==
          "t.json:2: links: a link has two ends, and here are more");
    CHECK(error("\"links\":[[\"A\",\"A\"]]") == "t.json:2: links: a link has the same server at both ends");
    CHECK(error("\"servers\":[\"A\"],\"links\":[[\"A\",\"B\"]]") ==
          "t.json:2: 'B' is no server that 'servers' has");
    CHECK(error("\"dropped\":-1") == "t.json:2: dropped: is no integer from 0 to 2^64 - 1");
    CHECK(error("\"dropped\":1,\"dropped\":1") == "t.json:2: dropped: is there twice");
}

TEST_CASE("a trace of too many servers is refused") {
    const auto servers = [](std::size_t count) {
        std::string text = "{\"events\":[],\"servers\":[\"S0\"";
        for (std::size_t i = 1; i < count; ++i) text += ",\"S" + std::to_string(i) + "\"";
        return text + "]}";
    };
    CHECK(error_of(servers(most_servers)) == "");
    CHECK(error_of(servers(most_servers + 1)) == "t.json:1: servers: there are more than 4096 servers");
}

TEST_CASE("deep nesting neither crashes nor is read") {
    const std::string deep(1'000'000, '[');
    CHECK(error_of(deep) == "t.json:1: is no trace: a JSON object with 'events' is expected");
    CHECK(error_of("{\"events\":[],\"x\":" + deep) == "t.json:1: is nested too deeply for a trace");
    CHECK(error_of("{\"events\":[{\"x\":" + deep) == "t.json:1: is nested too deeply for a trace");
}

}  // namespace
}  // namespace herd::trace

// Traces in the formats of other programs, and as a table.

#include <algorithm>
#include <map>
#include <sstream>

#include <rapidjson/document.h>

#include "markup.hpp"
#include "random_trace.hpp"
#include "simulated_herd.hpp"
#include "support/catch.hpp"
#include "trace/event_table.hpp"
#include "trace/explain.hpp"
#include "trace/mermaid_diagram.hpp"
#include "trace/perfetto_json.hpp"
#include "trace/shiviz_log.hpp"
#include "trace/story.hpp"
#include "trace/svg_diagram.hpp"
#include "trace/trace_file.hpp"

namespace herd::trace {
namespace {

using namespace std::chrono_literals;
using test::count;
using test::SimulatedHerd;

template <class Write>
std::string to_text(const Trace& trace, Write write) {
    std::ostringstream out;
    write(trace, out);
    return out.str();
}

rapidjson::Document to_json(const std::string& text) {
    rapidjson::Document json;
    json.Parse<rapidjson::kParseValidateEncodingFlag>(text.c_str(), text.size());
    REQUIRE_FALSE(json.HasParseError());
    return json;
}

std::vector<std::string> to_lines(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

Trace make_ring_trace() {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    return herd.trace();
}

/// Whether a line is one that the diagrams of `make_mermaid_diagram` are made of.
bool is_mermaid(const std::string& line) {
    const auto is_text = [](std::string_view text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '#') {
                if (std::string_view(";:<>{}%\"\\").find(text[i]) != std::string_view::npos) return false;
                continue;
            }
            while (++i < text.size() && text[i] >= '0' && text[i] <= '9') {
            }
            if (i == text.size() || text[i] != ';') return false;
        }
        return true;
    };
    if (line == "sequenceDiagram" || line == "    actor c as clients") return true;
    if (line.starts_with("    participant s")) return is_text(line.substr(4));
    const auto colon = line.find(": ");
    if (colon == std::string::npos || !is_text(line.substr(colon + 2))) return false;
    const std::string head = line.substr(4, colon - 4);
    if (head.starts_with("Note over s")) return is_text(head);
    return head.find("->>") != std::string::npos || head.find("-x") != std::string::npos;
}

void check_perfetto(const Trace& trace) {
    const auto json = to_json(to_text(trace, write_perfetto_json));
    std::map<std::string, int> phases;
    std::map<int, double> ends;  // of the last slice of each thread
    for (const auto& event : json["traceEvents"].GetArray()) {
        const std::string phase = event["ph"].GetString();
        ++phases[phase];
        CHECK(event["pid"].GetInt() == 1);
        const int thread = event["tid"].GetInt();
        CHECK((thread >= 1 &&
               static_cast<std::size_t>(thread) <= std::max<std::size_t>(trace.servers.size(), 1)));
        if (phase == "M") continue;
        const double ts = event["ts"].GetDouble();
        if (phase != "X") continue;
        CHECK(event["dur"].GetDouble() > 0);
        if (ends.count(thread) > 0) CHECK(ts >= ends[thread] - 1e-3);
        ends[thread] = ts + event["dur"].GetDouble();
    }
    CHECK(phases["s"] == phases["f"]);
    CHECK(phases["b"] == phases["e"]);
}

void check_shiviz(const Trace& trace) {
    const auto lines = to_lines(to_text(trace, write_shiviz_log));
    REQUIRE(lines.size() == 2 + 2 * trace.events.size());
    CHECK(lines[0] == shiviz_expression);
    CHECK(lines[1].empty());
    std::map<std::string, std::uint64_t> clocks;
    for (std::size_t i = 2; i < lines.size(); i += 2) {
        const std::string& where = lines[i + 1];
        const std::string host = where.substr(0, where.find(' '));
        const auto clock = to_json(where.substr(host.size() + 1));
        CHECK(clock[host.c_str()].GetUint64() == ++clocks[host]);
        for (const auto& entry : clock.GetObject())
            CHECK(entry.value.GetUint64() <= clocks[entry.name.GetString()]);
    }
}

TEST_CASE("a Mermaid diagram of the ring has an arrow for each message") {
    const auto diagram = make_mermaid_diagram(make_ring_trace(), {});
    CHECK(diagram.left_out == 0);
    CHECK(diagram.text ==
          "sequenceDiagram\n"
          "    actor c as clients\n"
          "    participant s0 as Alford\n"
          "    participant s1 as Ball\n"
          "    participant s2 as Hamilton\n"
          "    participant s3 as Holiday\n"
          "    participant s4 as Welsh\n"
          "    c->>s0: kiwi 5\n"
          "    s0->>s2: kiwi 5, hop 1, accepted\n"
          "    s0->>s4: kiwi 5, hop 1, accepted\n"
          "    s2->>s3: kiwi 5, hop 2, accepted\n"
          "    s4->>s1: kiwi 5, hop 2, accepted\n"
          "    s3-->>s1: kiwi 5, hop 3, duplicate\n"
          "    s1-->>s3: kiwi 5, hop 3, duplicate\n");
}

TEST_CASE("a Mermaid diagram tells what was lost and why") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "a;b#c:%%", "5");
    herd.run(20us);
    herd.cut("Alford", "Welsh");
    herd.settle();
    const auto diagram = make_mermaid_diagram(herd.trace(), {});
    CHECK(count(diagram.text, "    s0-xs4: a#59;b#35;c#58;#37;#37; 5, hop 1, did not arrive\n") == 1);
    CHECK(count(diagram.text, "    Note over s0,s4: Alford-Welsh fault set, cut\n") == 1);
    CHECK(count(diagram.text, "    Note over s0,s4: Alford-Welsh link down, cut\n") == 1);
}

TEST_CASE("a Mermaid diagram says that the trace has lost its beginning") {
    Trace trace = make_ring_trace();
    trace.dropped = 9;
    CHECK(count(make_mermaid_diagram(trace, {}).text,
                "the trace has lost the 9 events before its first one") == 1);
    trace.servers.clear();
    trace.links.clear();
    trace.events.clear();
    CHECK(make_mermaid_diagram(trace, {}).text == "sequenceDiagram\n");
}

TEST_CASE("a Mermaid diagram stays of a size that Mermaid takes") {
    auto herd = SimulatedHerd::ring();
    for (int i = 1; i < 300; ++i) {
        herd.send("Alford", "kiwi", std::to_string(i));
        herd.settle();
    }
    const auto diagram = make_mermaid_diagram(herd.trace(), {});
    CHECK(diagram.text.size() < 50'000);
    CHECK(diagram.left_out > 1000);
    CHECK(count(diagram.text, std::to_string(diagram.left_out) + " events more are left out") == 1);
    const auto part =
        make_mermaid_diagram(herd.trace(), {.client = {}, .since = herd.trace().events.back().seq - 100});
    CHECK(part.left_out == 0);
}

TEST_CASE("JSON for Perfetto has a thread a server and a flow a message") {
    const Trace trace = make_ring_trace();
    check_perfetto(trace);
    const auto json = to_json(to_text(trace, write_perfetto_json));
    std::map<std::string, int> phases;
    for (const auto& event : json["traceEvents"].GetArray()) ++phases[event["ph"].GetString()];
    CHECK(phases["X"] == 7);
    CHECK(phases["s"] == 6);
    CHECK(phases["M"] == 11);
    CHECK(phases["i"] == 15);
    CHECK(phases["b"] == 0);
    const auto& slice = json["traceEvents"][11];
    CHECK(std::string(slice["name"].GetString()) == "kiwi 5 accepted");
    CHECK(slice["ts"].GetDouble() == 2005.0);
    CHECK(slice["args"]["lamport"].GetInt() == 4);
}

TEST_CASE("JSON for Perfetto has spans for what was broken") {
    auto herd = SimulatedHerd::ring();
    herd.cut("Alford", "Welsh");
    herd.send("Alford", "kiwi", "5");
    herd.crash("Holiday");
    herd.settle();
    herd.heal("Alford", "Welsh");
    herd.settle();
    check_perfetto(herd.trace());
    const std::string text = to_text(herd.trace(), write_perfetto_json);
    CHECK(count(text, "\"ph\":\"b\",\"pid\":1,\"tid\":1,\"name\":\"cut on Alford-Welsh\"") == 1);
    CHECK(count(text, "\"name\":\"Holiday has crashed\"") == 2);
    CHECK(count(text, "\"name\":\"the link Alford-Welsh is down: cut\"") == 2);
}

TEST_CASE("a log for ShiViz has clocks that count each server's events") {
    const Trace trace = make_ring_trace();
    check_shiviz(trace);
    const auto lines = to_lines(to_text(trace, write_shiviz_log));
    CHECK(lines[2] == "started");
    CHECK(lines[3] == "Alford {\"Alford\":1}");
    CHECK(lines[40] == "delivered kiwi 5 at hop 1 from Alford");
    CHECK(lines[41] == "Hamilton {\"Alford\":6,\"Hamilton\":4}");
}

TEST_CASE("names of servers in a log for ShiViz have no white space and differ") {
    SimulatedHerd herd({"a b", "a_b", "a\tb"}, {{0, 1}});
    const auto lines = to_lines(to_text(herd.trace(), write_shiviz_log));
    CHECK(lines[3] == "a_b {\"a_b\":1}");
    CHECK(lines[5] == "a_b_ {\"a_b_\":1}");
    CHECK(lines[7] == "a\\x09b {\"a\\\\x09b\":1}");
}

TEST_CASE("the table of events has a line an event") {
    const auto lines = to_lines(to_text(make_ring_trace(), write_event_table));
    REQUIRE(lines.size() == 35);
    CHECK(lines[0] == " 1  +0.000 ms   L1  Alford    started");
    CHECK(lines[17] == "18  +2.007 ms   L6  Alford    forwarded  -> Hamilton  kiwi 5  hop 1");
    CHECK(lines[19] == "20  +2.051 ms   L7  Hamilton  delivered  <- Alford    kiwi 5  hop 1");
    CHECK(to_text({}, write_event_table) == "no events\n");
    Trace late;
    late.dropped = 3;
    CHECK(to_text(late, write_event_table) ==
          "the trace has lost the 3 events before its first one\nno events\n");
}

TEST_CASE("traces that are made to take long do not") {
    // Many links, servers that crash again and again, messages that never arrive, faults that are never
    // lifted.
    Trace trace;
    constexpr core::ServerIndex servers = 90;
    for (core::ServerIndex i = 0; i < servers; ++i) trace.servers.push_back("S" + std::to_string(i));
    for (core::ServerIndex a = 0; a < servers; ++a) {
        for (core::ServerIndex b = a + 1; b < servers; ++b) trace.links.emplace_back(a, b);
    }
    const auto add = [&trace](Kind kind, core::ServerIndex server, std::optional<core::ServerIndex> peer) {
        Event event;
        event.seq = trace.events.size() + 1;
        event.t = nanoseconds(event.seq);
        event.kind = kind;
        event.server = server;
        event.peer = peer;
        if (kind <= Kind::resynced) {
            event.client = "kiwi";
            event.time = "5";
            event.origin = 0;
        } else {
            event.detail = "latency " + std::to_string(event.seq);
        }
        trace.events.push_back(std::move(event));
    };
    for (core::ServerIndex i = 0; i < 20'000; ++i) {
        const core::ServerIndex server = i % servers;
        const core::ServerIndex other = (server + 1 + i / servers % (servers - 1)) % servers;
        add(Kind::link_up, server, other);
        add(Kind::fault_set, server, other);
        add(Kind::forwarded, server, other);
        add(i % 2 == 0 ? Kind::crashed : Kind::started, server, {});
    }
    check_shiviz(select_events(trace, {.client = {}, .since = 79'000}));
    CHECK(to_text(trace, write_perfetto_json).size() > 10'000'000);
    CHECK(make_mermaid_diagram(trace, {}).left_out > 0);
    const auto svg = make_svg_diagram(trace, {.client = {}, .since = 40'000});
    REQUIRE(svg);
    CHECK(svg->left_out > 0);
    CHECK(svg->text.size() < 2'000'000);
    CHECK(test::check_xml(svg->text) == "");
    const std::string story = format_story(trace, "kiwi");
    CHECK(std::count(story.begin(), story.end(), '\n') < 700);
    CHECK(explain(trace, "kiwi"));
}

TEST_CASE("random traces go through every writer and read back") {
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        CAPTURE(seed);
        const Trace trace = test::make_random_trace(seed);
        const std::string text = to_text(trace, write_trace);
        const auto back = parse_trace(text, "t.json");
        INFO((back ? "" : back.error()));
        REQUIRE(back);
        // What is no UTF-8 in a detail is lost at the first writing, and nothing at the second.
        const std::string again = to_text(*back, write_trace);
        CHECK(again == text);

        check_perfetto(trace);
        check_shiviz(trace);
        CHECK(to_text(trace, write_event_table).find('\x1B') == std::string::npos);
        for (const auto& line : to_lines(make_mermaid_diagram(trace, {}).text)) {
            INFO(line);
            CHECK(is_mermaid(line));
        }
        for (const auto* client : {"kiwi", "\xFF<b>"}) {
            CHECK(format_story(trace, client).find('\x1B') == std::string::npos);
            if (const auto explanation = explain(trace, client)) {
                CHECK(explanation->servers.size() == trace.servers.size());
                to_json(format_explanation_json(*explanation, trace));
                CHECK(format_explanation(*explanation, trace).find('\x1B') == std::string::npos);
            }
        }
    }
}

}  // namespace
}  // namespace herd::trace

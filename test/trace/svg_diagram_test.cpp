// Space-time diagrams as SVG: that they are well-formed, show all there is, and stay of a size that can be
// read.

#include "trace/svg_diagram.hpp"

#include <algorithm>

#include "markup.hpp"
#include "random_trace.hpp"
#include "simulated_herd.hpp"
#include "support/catch.hpp"
#include "trace/column_order.hpp"
#include "trace/space_time.hpp"
#include "trace/svg_bars.hpp"
#include "trace/svg_canvas.hpp"
#include "trace/svg_layout.hpp"

namespace herd::trace {
namespace {

using namespace std::chrono_literals;
using test::check_xml;
using test::count;
using test::SimulatedHerd;

std::string draw(const Trace& trace, const Selection& selection = {}) {
    const auto diagram = make_svg_diagram(trace, selection);
    REQUIRE(diagram);
    CHECK(check_xml(diagram->text) == "");
    return diagram->text;
}

TEST_CASE("a picture of the ring has a step for each arrival and an arrow for each message") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "1479413884.392014450");
    herd.settle();
    const auto picture = make_space_time(herd.trace(), {}, most_svg_steps);
    CHECK(picture.updates.size() == 1);
    CHECK(picture.steps.size() == 7);
    CHECK(picture.arrows.size() == 6);
    CHECK(picture.steps.front().is_received);
    CHECK(std::all_of(picture.arrows.begin(), picture.arrows.end(),
                      [](const Arrow& arrow) { return arrow.from && arrow.to; }));
    const std::string svg = draw(herd.trace());
    CHECK(count(svg, ">hop 1<") == 2);
    CHECK(count(svg, ">hop 2<") == 2);
    CHECK(count(svg, ">hop 3<") == 2);
    CHECK(count(svg, "kiwi 1479413884.392014450, received by Alford at +0.000 ms<") == 1);
    for (const auto& name : herd.trace().servers) CHECK(count(svg, ">" + name + "</text>") == 1);
    CHECK(count(svg, "prefers-color-scheme:dark") == 1);
}

TEST_CASE("a picture shows cuts and losses and crashes and pauses") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.run(20us);
    herd.cut("Alford", "Welsh");
    herd.crash("Holiday");
    herd.pause("Ball");
    herd.settle();
    herd.heal("Alford", "Welsh");
    herd.start("Holiday");
    herd.resume("Ball");
    herd.settle();
    const std::string svg = draw(herd.trace());
    CHECK(count(svg, ">cut on Alford-Welsh, ") == 1);
    CHECK(count(svg, ", lost</title>") == 2);
    CHECK(count(svg, ">crashed</text>") == 1);
    CHECK(count(svg, ">started</text>") == 1);
    CHECK(count(svg, ">paused</text>") == 1);
    CHECK(count(svg, ">resync</text>") >= 2);
    CHECK(count(svg, ">lost</text>") == 1);
    // That links of Holiday are down needs no bars.
    CHECK(find_bars(herd.trace(), make_space_time(herd.trace(), {}, most_svg_steps)).size() == 1);
}

TEST_CASE("a picture stretches what happens at once and cuts out what is idle") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    herd.run(3600s);
    herd.send("Alford", "kiwi", "6");
    herd.settle();
    const auto picture = make_space_time(herd.trace(), {}, most_svg_steps);
    const SvgLayout layout(herd.trace(), picture, {}, 100, 100);
    CHECK(layout.breaks().size() == 1);
    CHECK(layout.breaks().front().duration > 3600s);
    CHECK(layout.bottom() - layout.top() < 800);
    for (const auto& arrow : picture.arrows) {
        const auto from = layout.point(picture.steps[*arrow.from]);
        const auto to = layout.point(picture.steps[*arrow.to]);
        CHECK(to.y - from.y >= 20);
    }
    // Steps of a server do not cover one another.
    for (const auto& a : picture.steps) {
        for (const auto& b : picture.steps) {
            if (&a != &b && a.server == b.server)
                CHECK(std::abs(layout.point(a).y - layout.point(b).y) >= 20);
        }
    }
    // Labels of the axis do not either.
    for (std::size_t i = 1; i < layout.ticks().size(); ++i)
        CHECK(layout.y(layout.ticks()[i]) - layout.y(layout.ticks()[i - 1]) >= 12);
}

TEST_CASE("servers with links between them are near one another") {
    // The ring opens opposite of the root.
    CHECK(find_column_order(5, {{0, 2}, {0, 4}, {1, 3}, {1, 4}, {2, 3}}, 0) ==
          std::vector<core::ServerIndex>{3, 2, 0, 4, 1});
    CHECK(find_column_order(4, {{0, 3}, {1, 3}, {1, 2}}, 0) == std::vector<core::ServerIndex>{2, 1, 3, 0});
    CHECK(find_column_order(3, {}, 2).size() == 3);
    CHECK(find_column_order(0, {}, 0).empty());
    for (const std::size_t servers : {64, 65, 100}) {
        std::vector<std::pair<core::ServerIndex, core::ServerIndex>> mesh;
        for (core::ServerIndex a = 0; a < servers; ++a) {
            for (core::ServerIndex b = a + 1; b < servers; b += 7) mesh.emplace_back(a, b);
        }
        auto order = find_column_order(servers, mesh, 3);
        std::sort(order.begin(), order.end());
        for (core::ServerIndex i = 0; i < servers; ++i) CHECK(order[i] == i);
    }
}

TEST_CASE("a picture is of the part that was selected") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    const auto middle = herd.trace().events.back().seq;
    herd.send("Ball", "moa", "6");
    herd.settle();
    CHECK(count(draw(herd.trace(), {.client = "moa"}), "How moa spread") == 2);
    CHECK(count(draw(herd.trace(), {.client = "moa"}), "kiwi") == 0);
    CHECK(count(draw(herd.trace(), {.client = {}, .since = middle + 1}), "How moa spread") == 2);
    CHECK(count(draw(herd.trace(), {.client = {}, .since = 0, .until = middle}), "How kiwi spread") == 2);
    // Messages that were sent before, or arrive after, are there by half.
    CHECK(count(draw(herd.trace(), {.client = {}, .since = 20}), "sent before this picture begins") > 0);
    CHECK(count(draw(herd.trace(), {.client = {}, .since = 0, .until = 20}),
                "under way when this picture ends") > 0);
}

TEST_CASE("a picture of nothing is a picture") {
    CHECK(count(draw({}), "How 0 updates spread") == 2);
    draw(SimulatedHerd::ring().trace());
}

TEST_CASE("clients and servers of any bytes do no harm to a picture") {
    SimulatedHerd herd({"<b>&\"", "end\x1B[2J\xFF", std::string(300, 'x')}, {{0, 1}, {1, 2}});
    herd.send("<b>&\"", "]]><script>alert(1)</script>\xEF\xBF\xBF\xC2\x85\xFF", "5");
    herd.settle();
    const std::string svg = draw(herd.trace());
    CHECK(count(svg, "<script") == 0);
    CHECK(escape_xml("a<b>&\"\n\xEF\xBF\xBE") == "a&lt;b&gt;&amp;&quot;\\x0a\xEF\xBF\xBD");
}

TEST_CASE("a picture of a long trace leaves out its end and says so") {
    auto herd = SimulatedHerd::ring();
    for (int i = 1; i < 300; ++i) {
        herd.send("Alford", "kiwi" + std::to_string(i % 7), std::to_string(i));
        herd.settle();
    }
    const auto diagram = make_svg_diagram(herd.trace(), {});
    REQUIRE(diagram);
    CHECK(check_xml(diagram->text) == "");
    CHECK(diagram->left_out > 1000);
    CHECK(diagram->text.size() < 1'000'000);
    CHECK(count(diagram->text, "Left out are " + std::to_string(diagram->left_out) + " events from ") == 1);
    CHECK(count(diagram->text, "more</text>") == 1);
    const auto first = make_space_time(herd.trace(), {}, most_svg_steps);
    CHECK(first.steps.size() == most_svg_steps);
    // What is left out can be asked for.
    const auto rest =
        make_svg_diagram(herd.trace(), {.client = {}, .since = herd.trace().events[first.end].seq});
    REQUIRE(rest);
    CHECK(rest->left_out < diagram->left_out);
}

TEST_CASE("a picture of too many servers is refused") {
    Trace trace;
    for (std::size_t i = 0; i <= most_svg_servers; ++i) trace.servers.push_back("S" + std::to_string(i));
    const auto diagram = make_svg_diagram(trace, {});
    REQUIRE_FALSE(diagram);
    CHECK(diagram.error() == "a picture of 101 servers cannot be read: it has at most 100");
}

TEST_CASE("a picture says that the trace has lost its beginning") {
    auto herd = SimulatedHerd::ring();
    Trace trace = herd.trace();
    trace.dropped = 17;
    CHECK(count(draw(trace), "The trace has lost the 17 events before its first one.") == 1);
}

TEST_CASE("pictures of random traces are well formed") {
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
        CAPTURE(seed);
        draw(test::make_random_trace(seed));
    }
}

}  // namespace
}  // namespace herd::trace

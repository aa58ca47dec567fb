// What the manual shows is what the program makes of the manual's own traces. After a change, make it anew:
// herd trace docs/images/NAME.json --svg docs/images/NAME.svg, and so on.

#include <filesystem>
#include <sstream>
#include <string>

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"
#include "trace/event_table.hpp"
#include "trace/explain.hpp"
#include "trace/mermaid_diagram.hpp"
#include "trace/selection.hpp"
#include "trace/shiviz_log.hpp"
#include "trace/story.hpp"
#include "trace/svg_diagram.hpp"
#include "trace/trace_file.hpp"

namespace herd::trace {
namespace {

const std::filesystem::path docs = std::filesystem::path(HERD_SOURCE) / "docs";

Trace load(const std::string& name) {
    const std::string text = test::read_file(docs / "images" / (name + ".json"));
    auto trace = parse_trace(text, name);
    INFO((trace ? "" : trace.error()));
    REQUIRE(trace);
    return std::move(*trace);
}

/// The block of the manual that begins with "```TITLE".
std::string find_block(const std::string& title) {
    const std::string text = test::read_file(docs / "trace.md");
    const std::string opening = "```" + title + "\n";
    const auto begin = text.find(opening);
    REQUIRE(begin != std::string::npos);
    const auto from = begin + opening.size();
    return text.substr(from, text.find("```", from) - from);
}

std::string explain_kiwi(const Trace& trace) {
    const auto explanation = explain(trace, "kiwi");
    REQUIRE(explanation);
    return format_explanation(*explanation, trace);
}

TEST_CASE("the pictures of the manual are those of its traces") {
    for (const std::string name : {"ring", "race", "cut", "crash"}) {
        CAPTURE(name);
        const auto diagram = make_svg_diagram(load(name), {});
        REQUIRE(diagram);
        CHECK(diagram->text == test::read_file(docs / "images" / (name + ".svg")));
    }
}

TEST_CASE("the texts of the manual are those of its traces") {
    std::ostringstream table;
    write_event_table(select_events(load("ring"), {.client = {}, .since = 16, .until = 25}), table);
    CHECK(table.str() == find_block("text table ring"));
    CHECK(make_mermaid_diagram(load("race"), {}).text == find_block("mermaid"));
    CHECK(explain_kiwi(load("cut")) == find_block("text explain cut"));
    CHECK(explain_kiwi(load("crash")) == find_block("text explain crash"));
    CHECK(format_story(load("cut"), "kiwi") == find_block("text story cut"));

    std::ostringstream log;
    write_shiviz_log(select_events(load("ring"), {.client = {}, .since = 16}), log);
    CHECK(log.str().find("\n\n" + find_block("text shiviz ring")) == shiviz_expression.size());
}

TEST_CASE("the event of the manual is one of its traces") {
    const std::string event = find_block("json");
    CHECK(test::read_file(docs / "images" / "ring.json").find(event.substr(0, event.size() - 1)) !=
          std::string::npos);
}

}  // namespace
}  // namespace herd::trace

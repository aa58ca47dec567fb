// What bench_report makes of raw results: medians, ratios within rounds, tables and plots.

#include <string>

#include "../../trace/markup.hpp"
#include "aims.hpp"
#include "bar_chart.hpp"
#include "plots.hpp"
#include "rounds.hpp"
#include "runs.hpp"
#include "section.hpp"
#include "support/catch.hpp"
#include "tables.hpp"

namespace herd::bench {
namespace {

std::string make_line(int round, const std::string& target, const std::string& key, double value) {
    return R"({"part":"throughput","round":)" + std::to_string(round) + R"(,"target":")" + target +
           R"(","connections":50,"depth":32,"figures":{"median":{")" + key + "\":" + std::to_string(value) +
           "}}}\n";
}

/// Two rounds, in the second of which everything is slower; the herd has 0.5 and 0.7 of the echo.
std::vector<Run> make_runs() {
    return parse_runs(make_line(1, "line-echo", "answers_per_s", 1'000'000) +
                      make_line(1, "herd", "propagated_per_s", 500'000) +
                      make_line(2, "line-echo", "answers_per_s", 100'000) +
                      make_line(2, "herd", "propagated_per_s", 70'000) +
                      R"({"part":"clients","round":1,"target":"herd","clients":1000,"servers":5,)"
                      R"("figures":{"median":{"processor_per_update_ns":2000}}})"
                      "\n"
                      R"({"part":"clients","round":1,"target":"herd","clients":1000000,"servers":5,)"
                      R"("figures":{"median":{"processor_per_update_ns":5000}}})"
                      "\n"
                      R"({"part":"propagation","round":1,"target":"nats","rate":2000,)"
                      R"("figures":{"median":{"latency_p50_ns":200000,"latency_p99_ns":900000}}})")
        .value();
}

TEST_CASE("raw results are read by where values are") {
    const auto runs =
        parse_runs("{\"part\":\"a\",\"x\":{\"y\":{\"z\":1.5},\"list\":[2,{\"k\":3}]}}\n\n{\"n\":-1}\n");
    REQUIRE(runs);
    REQUIRE(runs->size() == 2);
    CHECK(runs->front().text("part") == "a");
    CHECK(runs->front().number("x.y.z") == 1.5);
    CHECK(runs->front().number("x.list.0") == 2);
    CHECK(runs->front().number("x.list.1.k") == 3);
    CHECK(runs->back().number("n") == -1);
    CHECK(runs->back().text("part").empty());
}

TEST_CASE("raw results that are no JSON are told by their line") {
    const auto runs = parse_runs("{}\n{\"a\":\n");
    REQUIRE_FALSE(runs);
    CHECK(runs.error().starts_with("line 2: "));
}

TEST_CASE("ratios are those within a round, and rounds that lack one side have none") {
    const auto ratios = divide({{1, 6.0}, {2, 9.0}, {3, 1.0}}, {{1, 2.0}, {2, 0.0}, {4, 1.0}});
    CHECK(ratios == Rounds{{1, 3.0}});
    CHECK(median({{1, 5.0}, {2, 1.0}, {3, 2.0}}) == 2);
    CHECK(median({{1, 5.0}, {2, 1.0}}) == 3);
    CHECK(median({}) == 0);
}

TEST_CASE("an aim tells its median, its range and whether it is reached") {
    CHECK(format_outcome({"", {{1, 0.5}, {2, 0.7}, {3, 0.6}}, 0.55, {}, false}) ==
          "0.60 (0.50 to 0.70), reached");
    CHECK(format_outcome({"", {{1, 0.5}}, 0.55, {}, false}) == "0.50, **missed**");
    CHECK(format_outcome({"", {{1, 0.9}}, 0.55, 0.8, false}) == "0.90, moonshot reached");
    CHECK(format_outcome({"", {{1, 110}}, 120, {}, true}) == "110, reached");
    CHECK(format_outcome({"", {{1, 3.1}}, 3, {}, true}) == "3.10, **missed**");
    CHECK(format_outcome({"", {}, 3, {}, true}).empty());
}

TEST_CASE("tables have what was measured, and nothing of what was not") {
    const auto text = format_tables(make_runs());
    CHECK(test::count(text, "| raw epoll echo | | | 550,000 | |") == 1);
    CHECK(test::count(text, "| herd, logs off | | | 285,000 | |") == 1);
    CHECK(test::count(text,
                      "| the raw echo, 50 connections, 32 deep | 0.33; 0.53 | "
                      "0.60 (0.50 to 0.70), moonshot reached |") == 1);
    CHECK(test::count(
              text,
              "| processor time of an update, 1,000,000 clients over 1,000 | 1.8 | 2.50, **missed** |") == 1);
    CHECK(test::count(text, "| 1,000,000 | 5.00 | 1.000 |") == 1);
    CHECK(test::count(text, "| NATS, to the last of five | 200.0 | 900.0 |") == 1);
    CHECK(test::count(text, "Asio") == 0);
    CHECK(test::count(text, "### Memory") == 0);
    CHECK(format_tables({}).empty());
}

TEST_CASE("plots are well-formed, and there is one for each part that was measured") {
    const auto plots = draw_plots(make_runs());
    REQUIRE(plots.size() == 3);
    for (const auto& plot : plots) {
        INFO(plot.file);
        CHECK(test::check_xml(plot.svg).empty());
        CHECK(test::count(plot.svg, "prefers-color-scheme:dark") >= 1);
    }
    CHECK(plots[0].file == "bench-throughput.svg");
    CHECK(test::count(plots[0].svg, ">550k<") == 1);
    CHECK(plots[1].file == "bench-latency.svg");
    CHECK(plots[2].file == "bench-clients.svg");
    CHECK(draw_plots({}).empty());
}

TEST_CASE("bars are as long as their values, from zero") {
    const auto svg =
        format_svg(BarChart{"<Title>", "", "unit", {"kind"}, {{"Panel", {{"a", 50, 0}, {"b", 100, 0}}}}});
    CHECK(test::check_xml(svg).empty());
    CHECK(test::count(svg, "width=\"125\"") == 1);
    CHECK(test::count(svg, "width=\"250\"") == 1);
    CHECK(test::check_xml(format_svg(BarChart{"", "", "", {}, {{"", {}}}})).empty());
}

TEST_CASE("a section of a document is replaced, and nothing else") {
    const std::string document = "a\n<!-- begin x -->\nold\n<!-- end x -->\nb\n";
    const auto once = replace_section(document, "x", "new\n");
    REQUIRE(once);
    CHECK(*once == "a\n<!-- begin x -->\n\nnew\n\n<!-- end x -->\nb\n");
    CHECK(replace_section(*once, "x", "new\n") == *once);
    CHECK_FALSE(replace_section(document, "y", "new"));
    CHECK_FALSE(replace_section("<!-- end x -->\n<!-- begin x -->\n", "x", "new"));
}

}  // namespace
}  // namespace herd::bench

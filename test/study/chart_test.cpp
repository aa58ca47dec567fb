// Charts: that they are well-formed, show what they are given, and have room for whatever comes.
#include "study/chart.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "../trace/markup.hpp"
#include "study/axis.hpp"
#include "study/number.hpp"
#include "support/catch.hpp"

namespace herd::study {
namespace {

std::vector<std::string> tick_texts(const Axis& axis) {
    std::vector<std::string> texts;
    for (const auto& tick : axis.ticks()) texts.push_back(tick.text);
    return texts;
}

bool is_near(double a, double b) {
    return std::fabs(a - b) < 1e-9;
}

Chart make_chart(Scale scale, std::vector<Series> series) {
    return {"Title", "Note", {"servers", scale}, {"messages", scale}, {{"Panel", std::move(series)}}};
}

TEST_CASE("a linear axis begins at zero and ends at a round number") {
    const Axis axis(Scale::linear, {3, 47});
    CHECK(tick_texts(axis) == std::vector<std::string>{"0", "10", "20", "30", "40", "50"});
    CHECK(axis.place(0) == 0.0);
    CHECK(axis.place(25) == 0.5);
    CHECK(axis.place(50) == 1.0);
}

TEST_CASE("a logarithmic axis writes powers of ten, and more of them where there are few") {
    CHECK(tick_texts(Axis(Scale::log, {1, 1e6})) ==
          std::vector<std::string>{"1", "10", "100", "1000", "10k", "100k", "1M"});
    CHECK(tick_texts(Axis(Scale::log, {5, 100})) == std::vector<std::string>{"5", "10", "20", "50", "100"});
    CHECK(tick_texts(Axis(Scale::log, {0.03, 0.4})) ==
          std::vector<std::string>{"0.02", "0.05", "0.1", "0.2", "0.5"});
    const Axis axis(Scale::log, {10, 1000});
    CHECK(axis.place(10) == 0.0);
    CHECK(is_near(*axis.place(100), 0.5));
    CHECK(is_near(*axis.place(1000), 1));
}

TEST_CASE("a logarithmic axis has no place for zeros and makes no room for them") {
    const Axis axis(Scale::log, {0, -3, 20, 200, std::numeric_limits<double>::infinity()});
    CHECK_FALSE(axis.place(0));
    CHECK_FALSE(axis.place(-3));
    CHECK(axis.place(20) == 0.0);
    CHECK(is_near(*axis.place(200), 1));
}

TEST_CASE("an axis of one value or none has room all the same") {
    for (const auto scale : {Scale::linear, Scale::log}) {
        CHECK(Axis(scale, {}).ticks().size() >= 2);
        CHECK(Axis(scale, {7}).ticks().size() >= 2);
        CHECK(Axis(scale, {0}).ticks().size() >= 2);
    }
}

TEST_CASE("numbers are written short") {
    CHECK(format_short(0) == "0");
    CHECK(format_short(0.005) == "0.005");
    CHECK(format_short(1.5) == "1.5");
    CHECK(format_short(1000) == "1000");
    CHECK(format_short(25000) == "25k");
    CHECK(format_short(2'500'000) == "2.5M");
    CHECK(format_fixed(2.0 / 3, 3) == "0.667");
    CHECK(format_ms(std::chrono::microseconds(1234)) == "1.23");
}

TEST_CASE("a chart draws a line and a mark for each point of each series") {
    const auto svg = format_svg(
        make_chart(Scale::log, {{"one", {{1, 1}, {10, 5}, {100, 9}}}, {"two", {{1, 2}, {10, 3}}}}));
    CHECK(test::check_xml(svg).empty());
    CHECK(test::count(svg, "class=\"curve c0\"") == 2);  // and in the legend
    CHECK(test::count(svg, "class=\"curve c1\"") == 2);
    CHECK(test::count(svg, "class=\"t0\"") == 4);
    CHECK(test::count(svg, "class=\"t1\"") == 3);
    CHECK(test::count(svg, ">servers<") == 1);
    CHECK(test::count(svg, ">messages<") == 1);
    CHECK(test::count(svg, "prefers-color-scheme:dark") >= 1);
}

TEST_CASE("points that a logarithmic axis has no place for are left out") {
    const auto svg = format_svg(make_chart(Scale::log, {{"one", {{1, 0}, {10, 5}, {0, 9}}}}));
    CHECK(test::check_xml(svg).empty());
    CHECK(test::count(svg, "class=\"t0\"") == 2);  // one, and in the legend
    CHECK(test::count(svg, "<path d=\"M") == 0);
    CHECK(test::count(svg, "nan") + test::count(svg, "inf") == 0);
}

TEST_CASE("charts without points, series or panels are well-formed") {
    for (const auto scale : {Scale::linear, Scale::log}) {
        CHECK(test::check_xml(format_svg(make_chart(scale, {{"empty", {}}}))).empty());
        CHECK(test::check_xml(format_svg(make_chart(scale, {}))).empty());
    }
    CHECK(test::check_xml(format_svg({"Title", "", {"x", Scale::log}, {"y", Scale::log}, {}})).empty());
}

TEST_CASE("texts of a chart are escaped") {
    Chart chart = make_chart(Scale::linear, {{"<a> & \"b\"", {{1, 1}, {2, 2}}}});
    chart.title = "1 < 2 & so on";
    chart.panels[0].title = "</svg>";
    chart.y.text = "<ms>";
    const auto svg = format_svg(chart);
    CHECK(test::check_xml(svg).empty());
    CHECK(test::count(svg, "1 &lt; 2 &amp; so on") == 2);
    CHECK(test::count(svg, "</svg>") == 1);
}

TEST_CASE("six series have six colours and six marks") {
    std::vector<Series> series;
    for (int i = 0; i < 6; ++i) series.push_back({"series", {{1, 1.0 + i}}});
    const auto svg = format_svg(make_chart(Scale::linear, series));
    CHECK(test::check_xml(svg).empty());
    for (const auto* mark :
         {"m-4 -4h8v8h-8z\" class=\"t1", "class=\"t2", "class=\"t3", "class=\"t4", "class=\"cross c5"}) {
        INFO(mark);
        CHECK(test::count(svg, mark) == 2);
    }
}

}  // namespace
}  // namespace herd::study

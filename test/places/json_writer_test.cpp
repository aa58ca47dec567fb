#include "places/json_writer.hpp"

#include <cmath>
#include <cstdio>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "places/json_text.hpp"
#include "support/catch.hpp"

using namespace herd::places;

namespace {

std::string text(std::string_view bytes) {
    std::string out;
    append_json_text(bytes, out);
    return out;
}

std::string number(double value) {
    std::string out;
    append_json_number(value, out);
    return out;
}

/// An array of texts, laid out.
std::string row_of(const std::vector<std::string>& texts) {
    std::string out;
    JsonWriter json(out);
    json.begin_array();
    for (const std::string& each : texts) json.text(each);
    json.end();
    return out;
}

/// An object with everything in it that there is.
std::string example(Layout layout) {
    std::string out;
    JsonWriter json(out, layout);
    json.begin_object();
    json.key("B");
    json.text("y");
    json.key("a_row");
    json.begin_array();
    json.text("p");
    json.number(2);
    json.boolean(false);
    json.end();
    json.key("b");
    json.begin_array();
    json.number(1.5);
    json.begin_object();
    json.key("x<");
    json.text("");
    json.end();
    json.begin_array();
    json.boolean(true);
    json.end();
    json.end();
    json.key("c");
    json.begin_object();
    json.key("d");
    json.begin_array();
    json.end();
    json.end();
    json.end();
    return out;
}

}  // namespace

TEST_CASE("the classic layout indents by three spaces and has rows") {
    CHECK(example(Layout::classic) == R"({
   "B" : "y",
   "a_row" : [ "p", 2, false ],
   "b" : [
      1.5,
      {
         "x\u003c" : ""
      },
      [ true ]
   ],
   "c" : {
      "d" : []
   }
})");
}

TEST_CASE("the current layout begins what has an inside on a line of its own and has no rows") {
    CHECK(example(Layout::current) ==
          "{\n"
          "   \"B\" : \"y\",\n"
          "   \"a_row\" : \n"
          "   [\n"
          "      \"p\",\n"
          "      2,\n"
          "      false\n"
          "   ],\n"
          "   \"b\" : \n"
          "   [\n"
          "      1.5,\n"
          "      {\n"
          "         \"x\\u003c\" : \"\"\n"
          "      },\n"
          "      [\n"
          "         true\n"
          "      ]\n"
          "   ],\n"
          "   \"c\" : \n"
          "   {\n"
          "      \"d\" : []\n"
          "   }\n"
          "}");
}

TEST_CASE("an array that does not fit into a line has a line for each element") {
    // With its brackets, commas and spaces a row is at most 73 bytes long.
    const std::string longest(73 - 6, 'x');
    CHECK(row_of({longest}) == "[ \"" + longest + "\" ]");
    CHECK(row_of({longest + 'x'}) == "[\n   \"" + longest + "x\"\n]");
    const std::string half((73 - 6 - 4) / 2, 'x');
    CHECK(row_of({half, half}) == "[ \"" + half + "\", \"" + half + "\" ]");
    CHECK(row_of({half, half + "xx"}) == "[\n   \"" + half + "\",\n   \"" + half + "xx\"\n]");
    std::string out;
    JsonWriter json(out);
    json.begin_array();
    for (int i = 0; i < 25; ++i) json.number(1);
    json.end();
    CHECK(out.starts_with("[\n   1,\n   1,"));
}

TEST_CASE("what is empty stays on its line") {
    for (const Layout layout : {Layout::classic, Layout::current}) {
        std::string out;
        JsonWriter json(out, layout);
        json.begin_array();
        json.begin_array();
        json.end();
        json.begin_object();
        json.key("a");
        json.begin_object();
        json.end();
        json.end();
        json.begin_object();
        json.end();
        json.end();
        CHECK(out == "[\n   [],\n   {\n      \"a\" : {}\n   },\n   {}\n]");
    }
}

TEST_CASE("characters that mean something in HTML or JSON are escaped and so are control bytes") {
    CHECK(text("<a href=\"x\">&</a>") == R"("\u003ca href=\"x\"\u003e\u0026\u003c/a\u003e")");
    CHECK(text("a\\b") == R"("a\\b")");
    CHECK(text("\b\f\n\r\t") == R"("\b\f\n\r\t")");
    CHECK(text(std::string_view("\0\x01\x1F\x7F", 4)) == R"("\u0000\u0001\u001f\u007f")");
    CHECK(text("a\n\nb") == R"("a\n\nb")");
}

TEST_CASE("UTF-8 stays as it is") {
    CHECK(text("\u00a9 \u6771\u4eac \U0001F40E \uFFFD") == "\"\u00a9 \u6771\u4eac \U0001F40E \uFFFD\"");
    CHECK(text("\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xF0\x90\x80\x80\xF4\x8F\xBF\xBF") ==
          "\"\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xF0\x90\x80\x80\xF4\x8F\xBF\xBF\"");
}

TEST_CASE("bytes that are no UTF-8 become replacement characters") {
    CHECK(text("a\x80z") == "\"a\uFFFDz\"");
    CHECK(text("\xFF\xFE") == "\"\uFFFD\uFFFD\"");
    CHECK(text("\xC0\xAF") == "\"\uFFFD\uFFFD\"");                      // overlong
    CHECK(text("\xE0\x80\x80") == "\"\uFFFD\uFFFD\uFFFD\"");            // overlong
    CHECK(text("\xED\xA0\x80") == "\"\uFFFD\uFFFD\uFFFD\"");            // a surrogate
    CHECK(text("\xF4\x90\x80\x80") == "\"\uFFFD\uFFFD\uFFFD\uFFFD\"");  // past U+10FFFF
    CHECK(text("\xE2\x82") == "\"\uFFFD\"");                            // cut off at the end
    CHECK(text("\xF0\x9F\x90<") == "\"\uFFFD\\u003c\"");                // cut off by another character
}

TEST_CASE("numbers are those of printf with 16 digits") {
    CHECK(number(34.0770789802915) == "34.0770789802915");
    CHECK(number(34) == "34");
    CHECK(number(0.1) == "0.1");
    CHECK(number(-118.455470000001) == "-118.455470000001");
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> degrees(-180, 180), exponent(-300, 300);
    for (int i = 0; i < 20000; ++i) {
        const double value = i % 2 == 0 ? degrees(random) : std::pow(10, exponent(random));
        char expected[64];
        std::snprintf(expected, sizeof expected, "%.16g", value);
        REQUIRE(number(value) == expected);
    }
}

TEST_CASE("numbers that JSON does not know are null") {
    CHECK(number(std::numeric_limits<double>::infinity()) == "null");
    CHECK(number(std::numeric_limits<double>::quiet_NaN()) == "null");
}

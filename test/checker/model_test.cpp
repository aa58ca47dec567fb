#include <cmath>

#include "checker/answer_cutter.hpp"
#include "checker/line_cutter.hpp"
#include "checker/model_command.hpp"
#include "checker/model_document.hpp"
#include "checker/model_location.hpp"
#include "checker/model_time.hpp"
#include "checker/record_pool.hpp"
#include "support/catch.hpp"

namespace herd::checker {
namespace {

bool is_near(double a, double b, double slack) {
    return std::abs(a - b) <= slack;
}

TEST_CASE("the model reads times to the nanosecond") {
    CHECK(parse_exact_time("1479413884.392014450") == ExactTime{1479413884, 392014450});
    CHECK(parse_exact_time("5") == parse_exact_time("5.000000000"));
    CHECK(parse_exact_time("0005.5") == ExactTime{5, 500000000});
    for (const auto* text :
         {"", "-1", "+1", "1e3", "1.", ".5", "1.0000000001", "1000000000000000000", " 1"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_exact_time(text));
    }
}

TEST_CASE("the model writes skews with a sign and nine decimals, and reads only those") {
    const WallTime receipt(nanoseconds(5'263873386));
    CHECK(format_skew(receipt, {5, 0}) == "+0.263873386");
    CHECK(format_skew(receipt, {6, 0}) == "-0.736126614");
    CHECK(format_skew(receipt, {5, 263873386}) == "+0.000000000");
    CHECK(parse_skew("-0.736126614", {6, 0}) == receipt);
    for (const auto* text : {"0.263873386", "+0.26387338", "+00.263873386", "-0.000000000", "+0", "x"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_skew(text, {5, 0}));
    }
}

TEST_CASE("the model reads all forms of ISO 6709") {
    CHECK(parse_place("+34.5-118.25") == LatLng{34.5, -118.25});
    CHECK(parse_place("+34-118/") == LatLng{34, -118});
    CHECK(parse_place("-3430+11815") == LatLng{-34.5, 118.25});
    CHECK(parse_place("+343000-1181500") == LatLng{34.5, -118.25});
    CHECK(parse_place("+90+180") == LatLng{90, 180});
    for (const auto* text : {"+34", "34-118", "+91+0", "+90.1+0", "+9000.1+0", "+3460+0", "+345+0", "+34.+0",
                             "+34-118//", "+34-118x", "+0+181", "+0+18000.01", ""}) {
        CAPTURE(text);
        CHECK_FALSE(parse_place(text));
    }
}

TEST_CASE("the model measures great circles") {
    CHECK(measure_km({0, 0}, {0, 0}) == 0);
    CHECK(is_near(measure_km({0, 0}, {0, 180}), 20015.115, 0.001));
    CHECK(is_near(measure_km({34.068930, -118.445127}, {34.0617, -118.4464}), 0.812, 0.0005));
    CHECK(is_near(measure_km({90, 0}, {90, 77}), 0, 1e-9));
}

TEST_CASE("the model knows commands from nonsense") {
    const Meaning update = parse_line("\tIAMAT  kiwi\v+1+1 5.50 \r");
    REQUIRE(std::holds_alternative<Update>(update));
    CHECK(std::get<Update>(update).phone == "kiwi");
    CHECK(std::get<Update>(update).time == "5.50");
    const Meaning question = parse_line("NEARBY kiwi 50.0 1000");
    REQUIRE(std::holds_alternative<Question>(question));
    CHECK(std::get<Question>(question).bound == 1000);
    for (const auto* line :
         {"", " ", "IAMAT kiwi +1+1", "IAMAT kiwi +1+1 5 6", "iamat kiwi +1+1 5", "IAMAT kiwi +91+1 5",
          "IAMAT kiwi +1+1 -5", "WHATSAT kiwi 50.1 1", "WHATSAT kiwi 5 21", "NEARBY kiwi 5 1001",
          "NEARBY kiwi -1 5", "AT Alford +1.0 kiwi +1+1 5"}) {
        CAPTURE(line);
        CHECK(std::holds_alternative<Nonsense>(parse_line(line)));
    }
}

TEST_CASE("the model cuts lines at LF and CR LF, and where they are too long") {
    LineCutter lines(4);
    lines.append("one\ntw");
    CHECK(lines.next()->text == "one");
    CHECK_FALSE(lines.next());
    lines.append("o\r\n\nfour\r");
    CHECK(lines.next()->text == "two");
    CHECK(lines.next()->text.empty());
    CHECK_FALSE(lines.next());  // the CR may be that of a CR LF
    CHECK(lines.rest() == "four\r");
    lines.append("\nlonger");
    CHECK(lines.next()->text == "four");
    CHECK(lines.next()->is_too_long);
    lines.append("\nmore\n");
    CHECK_FALSE(lines.next());
}

TEST_CASE("the model squeezes runs of newlines") {
    CHECK(squeeze_document("{\n\n\n\"a\"\n}\n\n") == "{\n\"a\"\n}");
    CHECK(squeeze_document("\n\n").empty());
}

TEST_CASE("the model orders the records of a client") {
    const core::Roster roster({"Alford", "Ball"});
    RecordPool records(roster);
    const auto add = [&](const char* location, const char* time, core::ServerIndex origin, int receipt) {
        return records.add("kiwi", location, time, origin, WallTime(nanoseconds(receipt)));
    };
    const RecordId record = add("+1+1", "5.0", 1, 9);
    CHECK(records.is_newer(add("+0+0", "5.000000001", 1, 99), record));
    CHECK(records.is_newer(add("+2+2", "5", 1, 8), record));
    CHECK(records.is_newer(add("+2+2", "5", 0, 9), record));
    CHECK(records.is_newer(add("+0+1", "5.0", 1, 9), record));
    CHECK(records.is_newer(add("+1+1", "5", 1, 9), record));
    CHECK_FALSE(records.is_newer(record, record));
    CHECK(add("+1+1", "5.0", 1, 9) == record);
}

TEST_CASE("the model takes AT lines to the byte") {
    const core::Roster roster({"Alford", "Ball"});
    RecordPool records(roster);
    const std::string line = "AT Ball +0.263873386 kiwi +1+1 5";
    const auto id = records.add_line(line);
    REQUIRE(id);
    CHECK(records.format_line(*id) == line);
    for (const auto* wrong : {"AT Ball +0.263873386 kiwi +1+1", "AT Ball 0.263873386 kiwi +1+1 5",
                              "AT Bill +0.263873386 kiwi +1+1 5", "AT Ball  +0.263873386 kiwi +1+1 5",
                              "AT Ball +0.263873386 kiwi +1+1 5 ", "AT Ball +0.263873386\tkiwi +1+1 5",
                              "AT Ball +0.263873386 kiwi +1+1 5x"}) {
        CAPTURE(wrong);
        CHECK_FALSE(records.add_line(wrong));
    }
}

TEST_CASE("the model takes one answer at a time from what a server says") {
    const core::Roster roster({"Ball"});
    RecordPool records(roster);
    const std::string at = "AT Ball +0.263873386 kiwi +1+1 5\n";
    CHECK(cut_answer("? hello\n? you\n", Verb::none, records).size == 8);
    CHECK(cut_answer(at + at, Verb::iamat, records).size == at.size());
    const CutAnswer document = cut_answer(at + "{\n}\n\n? x\n", Verb::whatsat, records);
    CHECK(records.texts()[document.answer.text] == "{\n}");
    const CutAnswer near = cut_answer(at + "NEAR 1.000 " + at + "\n" + at, Verb::nearby, records);
    CHECK(near.answer.hits.size() == 1);
    CHECK(near.size == 2 * at.size() + 12);
    const auto is_garbled = [&](const std::string& said, Verb verb) {
        return cut_answer(said, verb, records).answer.kind == Answer::Kind::garbled;
    };
    CHECK(is_garbled("hello\n", Verb::iamat));
    CHECK(is_garbled("? hal", Verb::none));
    CHECK(is_garbled(at + "{\n}\n", Verb::whatsat));
    CHECK(is_garbled(at + "NEAR 1.000 " + at, Verb::nearby));
    CHECK(is_garbled(at + "FAR 1.000 " + at, Verb::nearby));
}

}  // namespace
}  // namespace herd::checker

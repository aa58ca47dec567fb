// Verdicts for people, for programs and for continuous integration.

#include "scenario/report.hpp"

#include "support/catch.hpp"

namespace herd::scenario {
namespace {

using namespace std::chrono_literals;

Played passed() {
    Played played;
    played.file = "ring.toml";
    played.name = "an update goes round";
    played.verdict.steps = 3;
    played.verdict.duration = 12ms;
    return played;
}

Played failed() {
    Played played = passed();
    played.verdict.outcome = Outcome::failed;
    auto& failure = played.verdict.failure.emplace();
    failure.line = 12;
    failure.step = "messages of kiwi";
    failure.why = "it spread in another way: kiwi 1";
    failure.expected = {"5"};
    failure.seen = {"6"};
    failure.findings = {"6 messages carried kiwi 1, not 5"};
    failure.story = "kiwi 1\n  Alford  0us  received\n";
    played.directory = "herd-run/ring";
    return played;
}

Played unsettled() {
    Played played = failed();
    played.verdict.outcome = Outcome::unsettled;
    return played;
}

Played skipped() {
    Played played = passed();
    played.verdict.outcome = Outcome::skipped;
    played.verdict.reason = "needs fault control";
    return played;
}

/// Every byte but LF, and characters that some format has no room for.
std::string odd_text() {
    std::string text;
    for (int byte = 0; byte < 256; ++byte) {
        if (byte != '\n') text += static_cast<char>(byte);
    }
    return text + "\u0085\u2028\uFFFE\uFFFF]]>&amp;";
}

TEST_CASE("a verdict is a line and what is to be known below it") {
    CHECK(format_verdict(passed()) == "passed    ring.toml: an update goes round (12.0 ms)\n");
    CHECK(format_verdict(skipped()) == "skipped   ring.toml: an update goes round: needs fault control\n");
    CHECK(format_verdict(failed()) ==
          "failed    ring.toml: an update goes round (12.0 ms)\n"
          "  line 12: messages of kiwi: it spread in another way: kiwi 1\n"
          "  expected  5\n"
          "  seen      6\n"
          "  - 6 messages carried kiwi 1, not 5\n"
          "  kiwi 1\n"
          "    Alford  0us  received\n"
          "  kept in herd-run/ring\n");
    auto played = passed();
    played.round = 3;
    played.verdict.notes = {"2 of 7 steps left out: need a trace"};
    CHECK(format_verdict(played) ==
          "passed    ring.toml (3): an update goes round (12.0 ms)\n"
          "  2 of 7 steps left out: need a trace\n");
}

TEST_CASE("outcomes are counted") {
    const auto tally = count_outcomes({passed(), failed(), unsettled(), skipped(), passed()});
    CHECK(tally.passed == 2);
    CHECK(tally.failed == 1);
    CHECK(tally.unsettled == 1);
    CHECK(tally.skipped == 1);
    CHECK(format_tally(tally) == "5 scenarios: 2 passed, 1 failed, 1 did not settle, 1 skipped, in 60.0 ms");
    CHECK(format_tally(count_outcomes({passed()})) == "1 scenario: 1 passed, in 12.0 ms");
}

TEST_CASE("the report for programs has every scenario and their sums") {
    const auto json = format_json({passed(), failed()});
    for (const auto* part :
         {"\"passed\": 1", "\"failed\": 1", "\"unsettled\": 0", "\"verdict\": \"failed\"", "\"line\": 12",
          "\"failure\": null", "\"directory\": \"herd-run/ring\"", "\"story\": \"kiwi 1\\n  Alford"}) {
        CAPTURE(part);
        CHECK(json.find(part) != std::string::npos);
    }
    CHECK(format_json(skipped()).find("\"reason\": \"needs fault control\"") != std::string::npos);
}

TEST_CASE("the report for programs is ASCII or UTF-8 whatever the bytes") {
    auto played = failed();
    played.name = odd_text();
    played.verdict.failure->seen = {odd_text()};
    const auto json = format_json(played);
    CHECK(json.find('\xFF') == std::string::npos);
    CHECK(json.find("\\u0000") != std::string::npos);
    CHECK(json.find("\uFFFD") != std::string::npos);
}

TEST_CASE("JUnit's report tells failures from errors and what was skipped") {
    const auto xml = format_junit({passed(), failed(), unsettled(), skipped()});
    for (const auto* part :
         {"<testsuite name=\"herd play\" tests=\"4\" failures=\"1\" errors=\"1\" skipped=\"1\" "
          "time=\"0.048\">",
          "<testcase classname=\"ring.toml\" name=\"an update goes round\" file=\"ring.toml\" "
          "time=\"0.012\">",
          "<failure type=\"failed\" message=\"line 12: it spread in another way: kiwi 1\">",
          "<error type=\"unsettled\"", "<skipped message=\"needs fault control\"/>", "</testsuites>"}) {
        CAPTURE(part);
        CHECK(xml.find(part) != std::string::npos);
    }
}

TEST_CASE("JUnit's report is well formed whatever the bytes") {
    auto played = failed();
    played.name = odd_text();
    played.file = "a<b>&\"c\".toml";
    played.verdict.failure->seen = {odd_text()};
    played.verdict.failure->why = odd_text();
    played.verdict.notes = {odd_text()};
    const auto xml = format_junit({played});
    for (const char byte : xml) {
        const auto value = static_cast<unsigned char>(byte);
        CHECK_FALSE((value < 0x20 && byte != '\n'));
        CHECK(value != 0xFF);
    }
    CHECK(xml.find("classname=\"a&lt;b&gt;&amp;&quot;c&quot;.toml\"") != std::string::npos);
    CHECK(xml.find("\uFFFE") == std::string::npos);
    CHECK(xml.find("]]>") == std::string::npos);
}

}  // namespace
}  // namespace herd::scenario

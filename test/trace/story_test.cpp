// The story of an update as text.

#include "trace/story.hpp"

#include <algorithm>

#include "simulated_herd.hpp"
#include "support/catch.hpp"

namespace herd::trace {
namespace {

using namespace std::chrono_literals;
using test::SimulatedHerd;

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST_CASE("a story tells from whom each server of the ring first heard") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "1479413884.392014450");
    herd.settle();
    CHECK(format_story(herd.trace(), "kiwi") ==
          "kiwi 1479413884.392014450, received by Alford\n"
          "  +0.000 ms  L4   Alford    received from a client, accepted\n"
          "  +0.002 ms  L6   Alford    -> Hamilton (hop 1)\n"
          "  +0.003 ms  L7   Alford    -> Welsh (hop 1)\n"
          "  +0.046 ms  L7   Hamilton  first heard of it from Alford at hop 1\n"
          "  +0.048 ms  L9   Hamilton  -> Holiday (hop 2)\n"
          "  +0.051 ms  L8   Welsh     first heard of it from Alford at hop 1\n"
          "  +0.053 ms  L10  Welsh     -> Ball (hop 2)\n"
          "  +0.100 ms  L10  Holiday   first heard of it from Hamilton at hop 2\n"
          "  +0.102 ms  L12  Holiday   -> Ball (hop 3)\n"
          "  +0.108 ms  L11  Ball      first heard of it from Welsh at hop 2\n"
          "  +0.110 ms  L13  Ball      -> Holiday (hop 3)\n"
          "  +0.154 ms  L14  Ball      heard of it again from Holiday at hop 3, duplicate\n"
          "  +0.159 ms  L14  Holiday   heard of it again from Ball at hop 3, duplicate\n"
          "first deliveries\n"
          "  Alford         received, +0.000 ms\n"
          "  |- Hamilton    hop 1, +0.046 ms\n"
          "  |  `- Holiday  hop 2, +0.100 ms\n"
          "  `- Welsh       hop 1, +0.051 ms\n"
          "     `- Ball     hop 2, +0.108 ms\n");
}

TEST_CASE("a story tells what was broken before it began and what broke meanwhile") {
    auto herd = SimulatedHerd::ring();
    herd.cut("Alford", "Welsh");
    herd.cut("Ball", "Welsh");
    herd.run(3s);
    herd.send("Alford", "kiwi", "5");
    herd.run(50us);
    herd.crash("Holiday");
    herd.settle();
    herd.heal("Alford", "Welsh");
    herd.settle();
    const std::string story = format_story(herd.trace(), "kiwi");
    INFO(story);
    CHECK(says(story, "kiwi 5, received by Alford\n  -3000.002 ms                 cut on Alford-Welsh\n"));
    CHECK(says(story, "  the link Ball-Welsh is down: cut\n"));
    CHECK(says(story, "  Hamilton  -> Holiday (hop 2), which never got it\n"));
    CHECK(says(story, "  Holiday   crashed\n"));
    CHECK(says(story, "  Hamilton  link to Holiday down: reset by the neighbour\n"));
    CHECK(says(story, "  Alford    fault lifted on the link to Welsh: cut\n"));
    CHECK(says(story, "  Alford    -> Welsh (resync)\n"));
    CHECK(says(story, "  Welsh     first heard of it from Alford at hop 1, in a resync\n"));
    CHECK(says(story, "  `- Welsh     hop 1, resync, +"));
    CHECK(says(story, "  never: Ball, Holiday\n"));
}

TEST_CASE("a story tells of a stale update") {
    auto herd = SimulatedHerd::ring();
    herd.send("Ball", "kiwi", "7");
    herd.settle();
    herd.send("Welsh", "kiwi", "6");
    herd.settle();
    const auto updates = find_updates(herd.trace(), "kiwi");
    REQUIRE(updates.size() == 2);
    const std::string story = format_story(herd.trace(), updates[1]);
    CHECK(says(story, "received from a client, stale: it has a newer one\n"));
    CHECK(says(story, "never: Alford, Ball, Hamilton, Holiday\n"));
    CHECK(says(format_story(herd.trace(), "kiwi"), "kiwi 7, received by Ball\n"));
}

TEST_CASE("a story of an unknown client says so") {
    CHECK(format_story(SimulatedHerd::ring().trace(), "moa") == "the trace has nothing of moa\n");
}

TEST_CASE("a story says that the beginning is lost") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    Trace trace = herd.trace();
    trace.events.erase(trace.events.begin(), trace.events.begin() + 19);
    trace.dropped = 19;
    const std::string story = format_story(trace, "kiwi");
    INFO(story);
    CHECK(says(story, "the trace has lost the 19 events before its first one\n"));
    CHECK(says(story, "  Hamilton    hop 1 from Alford, +"));
    CHECK_FALSE(says(story, "never"));
}

TEST_CASE("a story escapes what a client is made of") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "\x1B[2J\xFF", "5");
    herd.settle();
    CHECK(format_story(herd.trace(), "\x1B[2J\xFF").starts_with("\\x1b[2J\\xff 5, received by Alford\n"));
}

TEST_CASE("a story does not grow without bound") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    for (int i = 0; i < 200; ++i) {
        herd.cut("Alford", "Welsh");
        herd.heal("Alford", "Welsh");
    }
    herd.settle();
    const std::string story = format_story(herd.trace(), "kiwi");
    CHECK(std::count(story.begin(), story.end(), '\n') < 400);
    CHECK(says(story, " lines more\nfirst deliveries\n"));
}

}  // namespace
}  // namespace herd::trace

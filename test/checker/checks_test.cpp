#include "checker/checks.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/story.hpp"

namespace herd::test {
namespace {

using checker::Findings;
using namespace std::chrono_literals;

/// Alford hears of kiwi, and tells the others; all have it.
std::string spread_kiwi(Story& story) {
    const std::string line = story.update(story.open(alford), "kiwi +1+1 5");
    story.pass_on(alford, ball, line, 3);
    story.pass_on(ball, hamilton, line, 6);
    return line;
}

bool mentions(const Findings& findings, const std::string& text) {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const std::string& finding) { return finding.find(text) != std::string::npos; });
}

/// The checkers that find something.
std::vector<std::string> find_alarmed(const Story& story) {
    std::vector<std::string> names;
    for (const auto& checker : checker::list_checkers()) {
        if (!checker.check(story.evidence()).empty()) names.emplace_back(checker.name);
    }
    return names;
}

bool is_alarmed(const Story& story, const std::string& name) {
    const auto names = find_alarmed(story);
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

TEST_CASE("nothing is found in what is right") {
    Story story;
    const std::string kiwi = spread_kiwi(story);
    const auto client = story.open(hamilton);
    story.say(client, "hello\r\n\nNEARBY kiwi 1 5\nWHATSAT kiwi 1 5\nIAMAT kiwi +2+2 4\nWHATSAT fig 1 1\n");
    story.answer(client, "? hello\n? \n" + kiwi + "\n\n");
    story.pass(2ms);
    story.evidence().on_places(hamilton, "{\n\n}\n", story.now());
    story.answer(client, kiwi + "\n{\n}\n\n" + kiwi + "\n? WHATSAT fig 1 1\n");
    story.take_stock({{kiwi}, {kiwi}, {kiwi}});
    CHECK(find_alarmed(story).empty());
    CHECK(check_all(story.evidence()).empty());
}

TEST_CASE("a server that goes back in time is found") {
    Story story;
    const auto client = story.open(alford);
    const std::string first = story.update(client, "kiwi +1+1 5");
    const std::string second = story.update(client, "kiwi +1+1 6");
    REQUIRE(check_backwards(story.evidence()).empty());
    SECTION("on a connection") {
        story.say(client, "IAMAT kiwi +1+1 6\n");
        story.answer(client, first + "\n");
    }
    SECTION("on another connection") {
        const auto other = story.open(alford);
        story.say(other, "IAMAT kiwi +1+1 4\n");
        story.answer(other, first + "\n");
    }
    SECTION("on a link") {
        story.send(alford, ball, second, 3);
        story.send(alford, ball, first, 5);
    }
    SECTION("in its store") {
        story.take_stock({{first}, {}, {}}, false);
    }
    SECTION("by forgetting") {
        story.take_stock({{}, {}, {}}, false);
    }
    const Findings findings = check_backwards(story.evidence());
    REQUIRE(findings.size() == 1);
    CHECK(mentions(findings, "Alford"));
    CHECK(mentions(findings, second));
}

TEST_CASE("a server that has crashed may know less than before") {
    Story story;
    const std::string line = story.update(story.open(alford), "kiwi +1+1 5");
    story.crash_and_restart(alford);
    story.take_stock({{}, {}, {}}, false);
    CHECK(find_alarmed(story).empty());
}

TEST_CASE("a record that nobody sent is found") {
    Story story;
    const auto client = story.open(alford);
    story.say(client, "IAMAT kiwi +1+1 5\n");
    std::string line = story.at_line(alford, "kiwi +1+1 5");
    SECTION("since its place is another") {
        line = story.at_line(alford, "kiwi +1+2 5");
    }
    SECTION("since its time is another") {
        line = story.at_line(alford, "kiwi +1+1 5.0");
    }
    SECTION("since it was received before it was sent") {
        line = story.at_line(alford, "kiwi +1+1 5", 1ns);
    }
    SECTION("since it was received too late") {
        line = story.at_line(alford, "kiwi +1+1 5", -2ms);
    }
    SECTION("since somebody else had heard it") {
        line = story.at_line(ball, "kiwi +1+1 5");
    }
    story.answer(client, line + "\n");
    CHECK(mentions(check_invented(story.evidence()), line));
    CHECK(is_alarmed(story, "causality"));
}

TEST_CASE("of one line comes one record") {
    Story story;
    const std::string line = story.update(story.open(alford), "kiwi +1+1 5");
    CHECK(check_invented(story.evidence()).empty());
    story.send(alford, ball, story.at_line(alford, "kiwi +1+1 5", -1us), 3);
    CHECK(check_invented(story.evidence()).size() == 1);
}

TEST_CASE("a server that shows what it was not told of is found") {
    Story story;
    const std::string line = story.update(story.open(alford), "kiwi +1+1 5");
    SECTION("to a neighbour") {
        story.send(ball, hamilton, line, 3);
    }
    SECTION("to a client") {
        const auto client = story.open(ball);
        story.say(client, "NEARBY kiwi 1 1\n");
        story.answer(client, line + "\n\n");
    }
    SECTION("in its store") {
        story.take_stock({{line}, {line}, {}}, false);
    }
    SECTION("in another life") {
        story.pass_on(alford, ball, line, 3);
        story.crash_and_restart(ball);
        story.send(ball, hamilton, line, 9);
    }
    const Findings findings = check_causality(story.evidence());
    CHECK(findings.size() == 1);
    CHECK(mentions(findings, "Ball"));
}

TEST_CASE("a Lamport time that is behind what was heard is found") {
    Story story;
    const std::string line = story.update(story.open(alford), "kiwi +1+1 5");
    story.pass_on(alford, ball, line, 30);
    story.send(ball, hamilton, line, 31);
    REQUIRE(check_causality(story.evidence()).empty());
    const std::string fig = story.update(story.open(ball), "fig +1+1 5");
    story.send(ball, hamilton, fig, 30);
    CHECK(check_causality(story.evidence()).size() == 1);
}

TEST_CASE("a message too many or too few is found when nothing fails") {
    Story story;
    const std::string line = spread_kiwi(story);
    std::string why;
    SECTION("sent again") {
        story.send(ball, hamilton, line, 9);
        why = "again";
    }
    SECTION("sent back") {
        story.send(ball, alford, line, 9);
        why = "first came from there";
    }
    SECTION("no news") {
        const std::string old = story.at_line(hamilton, "kiwi +1+1 4", -1ms);
        const auto client = story.open(hamilton);
        story.say(client, "IAMAT kiwi +1+1 4\n");
        story.send(hamilton, ball, old, 9);
        story.answer(client, line + "\n");
        why = "no news";
    }
    SECTION("never sent") {
        const std::string fig = story.update(story.open(alford), "fig +1+1 5");
        why = "never sent Ball";
        story.take_stock({{line, fig}, {line}, {line}});
    }
    SECTION("the sum") {
        why = "cost 3 messages instead of 2";
        story.send(ball, alford, line, 9);
        story.take_stock({{line}, {line}, {line}});
    }
    CHECK(mentions(check_message_count(story.evidence()), why));
}

TEST_CASE("there is no law of message counts when something fails") {
    Story story;
    const std::string line = spread_kiwi(story);
    story.send(ball, hamilton, line, 9);
    REQUIRE(check_message_count(story.evidence()).size() == 1);
    SECTION("a link") {
        story.link_down(alford, ball);
    }
    SECTION("a server") {
        story.crash_and_restart(alford);
    }
    SECTION("whatever") {
        story.evidence().on_fault(true, "latency 5ms", story.now().steady);
    }
    SECTION("for want of room") {
        story.evidence().on_queue(alford, ball, std::size_t{4} << 20);
    }
    CHECK(check_message_count(story.evidence()).empty());
}

TEST_CASE("servers that do not agree at rest are found") {
    Story story;
    const std::string line = spread_kiwi(story);
    SECTION("one has nothing") {
        story.take_stock({{line}, {line}, {}});
        CHECK(mentions(check_convergence(story.evidence()), "Hamilton"));
    }
    SECTION("nobody has the newest") {
        const std::string newer = story.update(story.open(ball), "kiwi +1+1 6");
        story.take_stock({{line}, {line}, {line}});
        CHECK(mentions(check_convergence(story.evidence()), newer));
    }
    SECTION("not while something is in flight") {
        story.take_stock({{line}, {line}, {}}, false);
        CHECK(check_convergence(story.evidence()).empty());
    }
    SECTION("not where no link joins them") {
        story.link_down(ball, hamilton);
        story.take_stock({{line}, {line}, {}});
        CHECK(mentions(check_convergence(story.evidence()), "Hamilton"));  // it had it
        story.crash_and_restart(hamilton);
        story.take_stock({{line}, {line}, {}});
        CHECK(check_convergence(story.evidence()).size() == 1);
    }
}

TEST_CASE("digests that do not tell stores apart are found, and such that tell equal ones apart") {
    Story story;
    const std::string line = spread_kiwi(story);
    checker::Stock stock = story.make_stock({{line}, {line}, {}});
    SECTION("equal stores") {
        stock.servers[1].digest = std::make_shared<const core::Digest>();
    }
    SECTION("stores that differ") {
        stock.servers[2].digest = stock.servers[0].digest;
    }
    story.evidence().add_stock(std::move(stock), story.now().steady);
    CHECK_FALSE(check_digests(story.evidence()).empty());
    CHECK(mentions(check_digests(story.evidence()), "Alford and"));
}

TEST_CASE("what is lost although a client was told of it is found") {
    Story story;
    const std::string line = spread_kiwi(story);
    SECTION("as long as one has it") {
        story.crash_and_restart(alford);
        story.take_stock({{line}, {line}, {line}});
        REQUIRE(check_acknowledged(story.evidence()).empty());
        story.take_stock({{}, {}, {}}, false);
        CHECK(check_acknowledged(story.evidence()).size() == 2);  // Ball and Hamilton
    }
    SECTION("but not when nobody has it any more") {
        for (const auto server : {alford, ball, hamilton}) story.crash_and_restart(server);
        story.take_stock({{}, {}, {}});
        CHECK(check_acknowledged(story.evidence()).empty());
    }
}

TEST_CASE("what is out of bounds is found") {
    core::ServerOptions options;
    options.store_limit = 1000;
    Story story(options);
    SECTION("a queue") {
        story.evidence().on_queue(ball, hamilton, options.neighbour_queue_limit + 20'000);
    }
    SECTION("answers") {
        const auto client = story.open(ball);
        story.say(client, std::string(5000, '\n'));
        std::string answers;
        while (answers.size() < 300'000) answers += "? \n";
        story.answer(client, answers);
    }
    SECTION("a store") {
        checker::Stock stock = story.make_stock({{}, {}, {}});
        stock.servers[ball].store_bytes = 1001;
        story.evidence().add_stock(std::move(stock), story.now().steady);
    }
    CHECK(mentions(check_bounds(story.evidence()), "Ball"));
}

TEST_CASE("a WHATSAT that waits too long is found") {
    Story story;
    const auto client = story.open(alford);
    const std::string line = story.update(client, "kiwi +1+1 5");
    story.say(client, "WHATSAT kiwi 1 1\n");
    story.pass(5050ms);
    story.take_stock({{line}, {}, {}}, false);
    REQUIRE(check_places(story.evidence()).empty());
    SECTION("unless it is paused") {
        story.evidence().on_fault(true, "paused", story.now().steady);
        story.pass(1s);
        story.take_stock({{line}, {}, {}}, false);
        CHECK(check_places(story.evidence()).empty());
    }
    SECTION("without an answer") {
        story.pass(1s);
        story.take_stock({{line}, {}, {}}, false);
        CHECK(mentions(check_places(story.evidence()), "WHATSAT kiwi"));
    }
    SECTION("with one that comes late") {
        story.pass(1s);
        story.answer(client, line + "\n\n\n");
        CHECK(check_places(story.evidence()).size() == 1);
    }
}

}  // namespace herd::test

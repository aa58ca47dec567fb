#include <chrono>
#include <memory>
#include <string>

#include "checker/checks.hpp"
#include "places/provider.hpp"
#include "support/catch.hpp"
#include "support/story.hpp"

namespace herd::test {
namespace {

using namespace std::chrono_literals;

/// Answers with the number of places that are wanted.
class Count final : public places::Provider {
public:
    Result<places::Answer, places::Failure> look_up(const places::Question& question,
                                                    const Limits&) const override {
        return places::Answer{"{\n\n" + std::to_string(question.bound) + "}\n"};
    }
};

/// A server that hears of kiwi and, a kilometre or two from it, of fig and plum; and of pear far away.
struct Town {
    explicit Town(std::shared_ptr<const places::Provider> places = nullptr) : story({}, std::move(places)) {
        client = story.open(ball);
        kiwi = story.update(client, "kiwi +0+0 5");
        fig = story.update(client, "fig +0+0.01 5");
        plum = story.update(client, "plum +0.02+0 5");
        pear = story.update(client, "pear +20+0 5");
        other = story.open(ball);
    }

    std::size_t count() const { return check_answers(story.evidence()).size(); }
    std::size_t count_after(std::string_view said, std::string_view answered) {
        story.say(other, said);
        story.answer(other, answered);
        return count();
    }

    Story story;
    sim::ClientId client = 0;
    sim::ClientId other = 0;
    std::string kiwi, fig, plum, pear;
};

}  // namespace

TEST_CASE("lists of phones are checked to the metre") {
    Town town;
    const std::string head = town.kiwi + "\n";
    const std::string near_fig = "NEAR 1.112 " + town.fig + "\n";
    const std::string near_plum = "NEAR 2.224 " + town.plum + "\n";
    CHECK(town.count_after("NEARBY kiwi 5 10\n", head + near_fig + near_plum + "\n") == 0);
    CHECK(town.count_after("NEARBY kiwi 2 10\n", head + near_fig + "\n") == 0);
    CHECK(town.count_after("NEARBY kiwi 5 1\n", head + near_fig + "\n") == 0);
    CHECK(town.count_after("NEARBY kiwi 5 0\n", head + "\n") == 0);
    SECTION("one is missing") {
        CHECK(town.count_after("NEARBY kiwi 5 10\n", head + near_plum + "\n") == 1);
    }
    SECTION("the last one is missing") {
        CHECK(town.count_after("NEARBY kiwi 5 10\n", head + near_fig + "\n") == 1);
    }
    SECTION("one too many") {
        CHECK(town.count_after("NEARBY kiwi 5 1\n", head + near_fig + near_plum + "\n") == 1);
    }
    SECTION("one too far") {
        CHECK(town.count_after("NEARBY kiwi 2 10\n", head + near_fig + near_plum + "\n") == 1);
    }
    SECTION("the wrong order") {
        CHECK(town.count_after("NEARBY kiwi 5 10\n", head + near_plum + near_fig + "\n") == 1);
    }
    SECTION("the wrong distance") {
        CHECK(town.count_after("NEARBY kiwi 2 10\n", head + "NEAR 1.113 " + town.fig + "\n\n") == 1);
    }
    SECTION("a distance that is written otherwise") {
        CHECK(town.count_after("NEARBY kiwi 2 10\n", head + "NEAR 1.1120 " + town.fig + "\n\n") == 1);
    }
    SECTION("itself") {
        CHECK(town.count_after("NEARBY kiwi 1 10\n", head + "NEAR 0.000 " + head + "\n") == 1);
    }
    SECTION("one that is older than what it has") {
        const std::string newer = town.story.update(town.client, "fig +0+0.01 6");
        CHECK(town.count_after("NEARBY kiwi 2 10\n", head + near_fig + "\n") == 1);
    }
}

TEST_CASE("phones that are equally near are listed by name") {
    Town town;
    const std::string date = town.story.update(town.client, "date +0+0.01 5");
    const std::string near_date = "NEAR 1.112 " + date + "\n";
    const std::string near_fig = "NEAR 1.112 " + town.fig + "\n";
    CHECK(town.count_after("NEARBY kiwi 2 10\n", town.kiwi + "\n" + near_date + near_fig + "\n") == 0);
    CHECK(town.count_after("NEARBY kiwi 2 10\n", town.kiwi + "\n" + near_fig + near_date + "\n") == 1);
}

TEST_CASE("refusals are checked to the byte") {
    Town town;
    CHECK(town.count_after("IAMAT kiwi  +91+0 5 \r\n", "? IAMAT kiwi  +91+0 5 \n") == 0);
    CHECK(town.count_after("WHATSAT nobody 1 1\n", "? WHATSAT nobody 1 1\n") == 0);
    SECTION("without its white space") {
        CHECK(town.count_after(" x \n", "? x\n") == 1);
    }
    SECTION("of what is right") {
        CHECK(town.count_after("IAMAT kiwi +1+1 9\n", "? IAMAT kiwi +1+1 9\n") == 1);
    }
    SECTION("of one that it knows") {
        CHECK(town.count_after("NEARBY kiwi 1 1\n", "? NEARBY kiwi 1 1\n") == 1);
    }
    SECTION("that should be there") {
        CHECK(town.count_after("hello\n", town.kiwi + "\n") == 1);
    }
    SECTION("of a line that is too long") {
        const std::string line(70'000, 'x');
        CHECK(town.count_after(line, "? " + line.substr(0, 64) + "\n") == 0);
    }
}

TEST_CASE("AT lines have to be those of the newest record") {
    Town town;
    CHECK(town.count_after("IAMAT kiwi +1+1 4\n", town.kiwi + "\n") == 0);
    SECTION("of another client") {
        CHECK(town.count_after("IAMAT kiwi +1+1 4\n", town.fig + "\n") == 1);
    }
    SECTION("of one that is out of date") {
        const std::string newer = town.story.update(town.client, "kiwi +0+0 6");
        CHECK(town.count_after("NEARBY kiwi 0 0\n", town.kiwi + "\n\n") == 1);
    }
    SECTION("that is older than the line itself") {
        CHECK(town.count_after("IAMAT kiwi +1+1 6\n", town.kiwi + "\n") == 1);
    }
    SECTION("that it has not been told of yet") {
        const std::string late = town.story.at_line(alford, "kiwi +0+0 7");
        CHECK(town.count_after("NEARBY kiwi 0 0\n", late + "\n\n") == 1);
    }
    SECTION("that is none") {
        CHECK(town.count_after("IAMAT kiwi +1+1 6\n", "AT kiwi\n") == 1);
    }
    SECTION("that nobody has asked for") {
        CHECK(town.count_after("", town.kiwi + "\n") == 1);
    }
}

TEST_CASE("answers come in the order of the commands") {
    Town town;
    CHECK(town.count_after("NEARBY kiwi 0 0\nNEARBY fig 0 0\n", town.fig + "\n\n" + town.kiwi + "\n\n") == 2);
}

TEST_CASE("documents are those that places gave to the question") {
    Town town(std::make_shared<Count>());
    town.story.say(town.other, "WHATSAT kiwi 1 7\nWHATSAT kiwi 1 8\n");
    town.story.evidence().on_places(ball, "{\n\n8}\n", town.story.now());
    town.story.evidence().on_places(ball, "{\n\n7}\n", town.story.now());
    SECTION("as they should be") {
        town.story.answer(town.other, town.kiwi + "\n{\n7}\n\n" + town.kiwi + "\n{\n8}\n\n");
        CHECK(town.count() == 0);
    }
    SECTION("swapped") {
        town.story.answer(town.other, town.kiwi + "\n{\n8}\n\n" + town.kiwi + "\n{\n7}\n\n");
        CHECK(town.count() == 2);
    }
    SECTION("of nobody") {
        town.story.answer(town.other, town.kiwi + "\n{\n9}\n\n");
        CHECK(town.count() == 1);
    }
}

TEST_CASE("a command that has no answer at the end is found") {
    Town town;
    town.story.say(town.other, "NEARBY kiwi 0 0\n");
    const std::vector<std::string> all = {town.kiwi, town.fig, town.plum, town.pear};
    SECTION("if there was time") {
        town.story.pass(8s);
        town.story.take_stock({{}, all, {}});
        CHECK(town.count() == 1);
    }
    SECTION("not if there was none") {
        town.story.pass(1s);
        town.story.take_stock({{}, all, {}});
        CHECK(town.count() == 0);
    }
    SECTION("not if the connection is over") {
        town.story.evidence().on_client_closed(town.other, town.story.now());
        town.story.pass(8s);
        town.story.take_stock({{}, all, {}});
        CHECK(town.count() == 0);
    }
}

TEST_CASE("what a client leaves open counts as a line once nothing has followed it for so long") {
    Town town;
    town.story.say(town.other, "hel");
    town.story.pass(2s);
    SECTION("then it is answered") {
        town.story.answer(town.other, "? hel\n");
        CHECK(town.count() == 0);
    }
    SECTION("and no other way") {
        town.story.answer(town.other, "? hell\n");
        CHECK(town.count() == 1);
    }
    SECTION("unless more came before the server had looked at it") {
        town.story.say(town.other, "lo\n");
        town.story.answer(town.other, "? hello\n");
        CHECK(town.count() == 0);
    }
    SECTION("and at the end of the stream at once") {
        const auto last = town.story.open(ball);
        town.story.say(last, "NEARBY kiwi 0 0");
        town.story.evidence().on_client_ended(last, town.story.now());
        town.story.answer(last, town.kiwi + "\n\n");
        CHECK(town.count() == 0);
    }
}

TEST_CASE("lines that had to wait for their turn may have had it any time") {
    Town town;
    // More than one turn's lines: the last of them may be answered before or after the update.
    std::string said, answered;
    for (int i = 0; i < 40; ++i) {
        said += "NEARBY pear 0 0\n";
        answered += town.pear + "\n\n";
    }
    town.story.say(town.other, said + "NEARBY kiwi 0 0\n");
    const std::string newer = town.story.update(town.client, "kiwi +0+0 6");
    SECTION("before") {
        town.story.answer(town.other, answered + town.kiwi + "\n\n");
    }
    SECTION("after") {
        town.story.answer(town.other, answered + newer + "\n\n");
    }
    CHECK(town.count() == 0);
}

}  // namespace herd::test

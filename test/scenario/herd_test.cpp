// Herds for tests in C++: how they are made, talked to and looked at.

#include <filesystem>
#include <iterator>

#include "herd/catch.hpp"
#include "support/catch.hpp"
#include "support/patience.hpp"
#include "support/temporary_directory.hpp"
#include "support/trouble.hpp"

namespace herd::scenario {
namespace {

using test::read_file;
using test::TemporaryDirectory;

using Names = std::vector<std::string>;

TEST_CASE("a herd of the classic ring takes one line") {
    Herd herd;
    CHECK(herd.servers() == Names{"Alford", "Ball", "Hamilton", "Holiday", "Welsh"});
    const auto answer = herd.send("Ball", "IAMAT kiwi +34.068930-118.445127 10");
    CHECK(answer.starts_with("AT Ball +"));
    CHECK(answer.ends_with(" kiwi +34.068930-118.445127 10"));
    herd.settle();
    CHECK_THAT(herd.update("kiwi"), takes_messages(6));
    CHECK_THAT(herd.records("kiwi"), converges_on("AT Ball * kiwi +34.068930-118.445127 10"));
}

TEST_CASE("a herd is made of links in any order") {
    Herd herd(Links{{"low", "mid"}, {"top", "mid"}, {"mid", "top"}});
    CHECK(herd.servers() == Names{"low", "mid", "top"});
    herd.send("top", "IAMAT kiwi +1+1 10");
    herd.settle();
    CHECK_THAT(herd.update("kiwi"), arrives_in_order({{"top"}, {"mid"}, {"low"}}));
    CHECK_THAT(herd.update("kiwi"), takes_messages(2));
}

TEST_CASE("the shapes have the links that their names promise") {
    CHECK(make_line(4) == Links{{"S000", "S001"}, {"S001", "S002"}, {"S002", "S003"}});
    CHECK(make_ring(3) == Links{{"S000", "S001"}, {"S001", "S002"}, {"S000", "S002"}});
    CHECK(make_ring(2) == Links{{"S000", "S001"}});
    CHECK(make_star(4) == Links{{"S000", "S001"}, {"S000", "S002"}, {"S000", "S003"}});
    CHECK(make_mesh(4).size() == 6);
    CHECK(make_line(1001).back() == std::make_pair(std::string("S999"), std::string("S1000")));
}

TEST_CASE("an update takes as many messages as a shape has ways for it") {
    for (const auto& links : {make_ring(5), make_line(5), make_star(5), make_mesh(5)}) {
        Herd herd(links);
        herd.send("S003", "IAMAT kiwi +1+1 10");
        herd.settle();
        CHECK_THAT(herd.update("kiwi"), takes_messages(2 * links.size() - 5 + 1));
    }
}

TEST_CASE("links that make no herd are refused") {
    CHECK(trouble_of([] { Herd herd(Links{{"Ball", "Ball"}}); }) == "a server is not linked to itself: Ball");
    CHECK(trouble_of([] { Herd herd(make_ring(1)); }) ==
          "no links name no servers; a herd of one server is made of a config");
}

TEST_CASE("a herd of one server is made of a config") {
    config::Config config;
    config.log.level = config::LogLevel::off;
    config.servers = {{"Alone", "127.0.0.1", 0}};
    Herd herd(config);
    herd.send("Alone", "IAMAT kiwi +1+1 10");
    herd.settle();
    CHECK_THAT(herd.update("kiwi"), takes_messages(0));
    CHECK_THAT(herd.records("kiwi"), converges());
}

TEST_CASE("the herd of a file is on ports of its own and whole and writes its log") {
    const TemporaryDirectory directory;
    const auto file = directory.write("herd.toml",
                                      "[servers]\nNorth = { port = 8101 }\nSouth = { port = 8102 }\n"
                                      "[topology]\nNorth = [\"South\"]\n"
                                      "[control]\nport = 8100\n"
                                      "[[fault]]\ncut = [\"North\", \"South\"]\n");
    {
        Herd herd(file);
        Herd other(file);
        herd.send("North", "IAMAT kiwi +1+1 10");
        herd.settle();
        CHECK_THAT(herd.records("kiwi"), converges_on("AT North * kiwi +1+1 10"));
        CHECK_FALSE(other.record("South", "kiwi"));
    }
    CHECK(has(read_file(directory / "log/South.log"), " kiwi +1+1 10"));
}

TEST_CASE("a bad file is told with all its faults") {
    const TemporaryDirectory directory;
    const auto file = directory.write("herd.toml",
                                      "[servers]\nNorth = { prot = 8101 }\nSouth = { port = 8102 }\n"
                                      "[topology]\nNorth = [\"Suoth\"]\n");
    const auto why = trouble_of([&] { Herd herd(file); });
    CHECK(has(why, "herd.toml:2: servers.North.prot: unknown key 'prot'; did you mean 'port'?\n"));
    CHECK(has(why, "herd.toml:5: topology.North: unknown server 'Suoth'; did you mean 'South'?"));
    CHECK(has(trouble_of([&] { Herd herd(directory / "none.toml"); }), "none.toml"));
}

TEST_CASE("an answer of many lines is returned whole and without its last line feed") {
    Herd herd;
    CHECK(herd.send("Alford", "hello there ") == "? hello there ");
    const auto at = herd.send("Alford", "IAMAT kiwi +34.068930-118.445127 10");
    const auto answer = herd.send("Alford", "WHATSAT kiwi 10 1");
    CHECK(answer.starts_with(at + "\n{"));
    CHECK(answer.ends_with("}\n"));
}

TEST_CASE("those who race are answered in the order in which they stand") {
    Herd herd;
    const auto answers = herd.race({{"Welsh", "IAMAT kiwi +1+1 10"},
                                    {"Alford", "hello"},
                                    {"Ball", "IAMAT fig +2+2 10"},
                                    {"Welsh", "IAMAT plum +3+3 10"}});
    REQUIRE(answers.size() == 4);
    CHECK(answers[0].ends_with(" kiwi +1+1 10"));
    CHECK(answers[1] == "? hello");
    CHECK(answers[2].ends_with(" fig +2+2 10"));
    CHECK(answers[3].ends_with(" plum +3+3 10"));
    CHECK(herd.race({}).empty());
    herd.settle();
    for (const std::string client : {"kiwi", "fig", "plum"}) CHECK_THAT(herd.records(client), converges());
}

TEST_CASE("names that the herd does not have are told with the ones that are meant") {
    Herd herd;
    const std::string unknown = "unknown server 'Alfrod'; did you mean 'Alford'?";
    CHECK(trouble_of([&] { herd.send("Alfrod", "hello"); }) == unknown);
    CHECK(trouble_of([&] { herd.race({{"Ball", "hello"}, {"Alfrod", "hello"}}); }) == unknown);
    CHECK(trouble_of([&] { herd.send_unawaited("Alfrod", "hello"); }) == unknown);
    CHECK(trouble_of([&] { herd.record("Alfrod", "kiwi"); }) == unknown);
    CHECK(trouble_of([&] { herd.is_running("Alfrod"); }) == unknown);
    CHECK(trouble_of([&] { herd.is_running("Pluto"); }) == "unknown server 'Pluto'");
    CHECK(trouble_of([&] { herd.crash("Alfrod"); }) == "crash: " + unknown);
    CHECK(trouble_of([&] { herd.cut("Welsh", "Alfrod"); }) == "cut: " + unknown);
    CHECK(has(trouble_of([&] { herd.cut("Alford", "Ball"); }), "no link between 'Alford' and 'Ball'"));
    herd.settle();
}

TEST_CASE("a line to send is one line") {
    Herd herd;
    const std::string why = "a line to send has no line feed: 'hello\\n'";
    CHECK(trouble_of([&] { herd.send("Alford", "hello\n"); }) == why);
    CHECK(trouble_of([&] { herd.send_unawaited("Alford", "hello\n"); }) == why);
}

TEST_CASE("two herds side by side do not disturb one another") {
    Herd left;
    Herd right;
    left.cut("Alford", "Welsh");
    left.crash("Ball");
    left.race({{"Alford", "IAMAT kiwi +1+1 10"}, {"Welsh", "IAMAT plum +1+1 10"}});
    right.send("Alford", "IAMAT fig +2+2 10");
    left.settle();
    right.settle();
    CHECK(right.is_running("Ball"));
    CHECK_THAT(right.update("fig"), takes_messages(6));
    CHECK_FALSE(right.update("kiwi").id);
    CHECK_FALSE(left.update("fig").id);
    CHECK_THAT(left.update("plum"), reaches_only({"Welsh"}));
    CHECK_THAT(left.update("kiwi"), reaches_only({"Alford", "Hamilton", "Holiday"}));
}

TEST_CASE("a herd leaves no thread and no descriptor behind") {
    const auto count = [](const char* folder) {
        const std::filesystem::directory_iterator entries(folder);
        return std::distance(begin(entries), end(entries));
    };
    const auto live_once = [] {
        Herd herd(make_ring(3));
        herd.stall("S000", "S001");
        herd.send("S000", "IAMAT kiwi +1+1 10");
        herd.pause("S002");
        herd.send_unawaited("S002", "WHATSAT kiwi 10 1");
    };
    live_once();  // what is made once and stays is there now
    const auto descriptors = count("/proc/self/fd");
    const auto threads = count("/proc/self/task");
    for (int i = 0; i < 50; ++i) live_once();
    CHECK(count("/proc/self/fd") == descriptors);
    // A thread that has been joined may be listed for a moment yet.
    CHECK(test::eventually([&] { return count("/proc/self/task") == threads; }));
}

TEST_CASE("a simulated herd is used like a live one, and its seed decides") {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        CAPTURE(seed);
        auto herd = Herd::simulated(seed);
        herd.crash("Welsh");
        herd.send("Alford", "IAMAT kiwi +34.068930-118.445127 1479413884.392014450");
        herd.start("Welsh");
        herd.settle(std::chrono::hours(1));
        CHECK_THAT(herd.records("kiwi"), converges());
        CHECK(herd.check() == Findings{});
    }
    auto line = Herd::simulated(7, make_line(3));
    line.send("S000", "IAMAT kiwi +34.068930-118.445127 1479413884.392014450");
    line.settle();
    CHECK_THAT(line.update("kiwi"), takes_messages(2));
    CHECK_THROWS_AS(Herd::simulated(1, Links{}), Trouble);
}

}  // namespace
}  // namespace herd::scenario

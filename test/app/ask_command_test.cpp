// `herd ask` against a herd that runs.

#include "herd_file.hpp"
#include "support/catch.hpp"
#include "support/test_client.hpp"

namespace herd::app {
namespace {

using namespace test;

constexpr auto iamat = "IAMAT kiwi +34.068930-118.445127 1479413884.392014450";

TEST_CASE("ask finds a server by its name in herd.toml") {
    const HerdFile file;
    const Up up(file);
    const auto outcome = file.run({"ask", "Ball", iamat, "nonsense"});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    CHECK(outcome.out.starts_with("AT Ball +"));
    CHECK(outcome.out.ends_with(" kiwi +34.068930-118.445127 1479413884.392014450\n? nonsense\n"));
}

TEST_CASE("ask takes an address instead of a name") {
    const HerdFile file;
    const Up up(file);
    for (const auto* host : {"127.0.0.1", "localhost", "[127.0.0.1]"}) {
        const auto outcome = file.run({"ask", host + (":" + std::to_string(file.port(0))), "hello"});
        CHECK(outcome.status == 0);
        CHECK(outcome.out == "? hello\n");
    }
}

TEST_CASE("ask finds a free port in the ready file") {
    const HerdFile file;
    file.directory().write("free.toml", "servers.Alford.port = 0\nservers.Ball.port = 0\n");
    const Up up(file, {"--config", "free.toml", "--ready-file", "ready.json"});
    const auto outcome = file.run({"ask", "--ready-file", "ready.json", "Ball", "hello"});
    CHECK(outcome.status == 0);
    CHECK(outcome.out == "? hello\n");
    const auto unknown = file.run({"ask", "--ready-file", "ready.json", "Welsh", "hello"});
    CHECK(unknown.status == 2);
    CHECK(contains(unknown.err, "ready.json: has no server Welsh"));
    const auto blind = file.run({"ask", "--config", "free.toml", "Ball", "hello"});
    CHECK(blind.status == 2);
    CHECK(contains(blind.err, "--ready-file"));
}

TEST_CASE("ask without lines says what it is given on standard input") {
    const HerdFile file;
    const Up up(file);
    const auto outcome = file.run({"ask", "Alford"}, "one\ntwo\r\nno end");
    CHECK(outcome.status == 0);
    CHECK(outcome.out == "? one\n? two\n? no end\n");
    CHECK(file.run({"ask", "Alford"}).status == 0);
}

TEST_CASE("ask gets places from the data inside the program") {
    const HerdFile file;
    const Up up(file);
    const auto outcome = file.run({"ask", "Alford", iamat, "WHATSAT kiwi 10 3"});
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.out, "1479413884.392014450\n{\n   \"html_attributions\" : "));
    CHECK(contains(outcome.out, "\"status\" : \"OK\""));
    CHECK(outcome.out.ends_with("}\n\n"));
}

TEST_CASE("ask says that nobody listens") {
    const HerdFile file;
    const auto outcome = file.run({"ask", "Alford", "hello"});
    CHECK(outcome.status == 3);
    CHECK(outcome.out.empty());
    CHECK(outcome.err ==
          "herd: Alford at 127.0.0.1:" + std::to_string(file.port(0)) + ": Connection refused\n");
}

TEST_CASE("ask gives up on a server that says nothing") {
    const TestListener silent;
    const HerdFile file;
    const auto outcome =
        file.run({"ask", "--timeout", "0.05", "127.0.0.1:" + std::to_string(silent.port()), "hello"});
    CHECK(outcome.status == 4);
    CHECK(contains(outcome.err, "no answer in time"));
}

TEST_CASE("ask does not know a server that herd.toml does not have") {
    const HerdFile file;
    const auto outcome = file.run({"ask", "Bal", "hello"});
    CHECK(outcome.status == 2);
    CHECK(outcome.err == "herd: herd.toml has no server 'Bal'; did you mean 'Ball'?\n");
}

TEST_CASE("ask says what is wrong with a ready file") {
    const HerdFile file;
    CHECK(contains(file.run({"ask", "--ready-file", "none.json", "Ball", "hello"}).err,
                   "none.json: No such file or directory"));
    for (const std::string text : {"", "{", "[]", "{\"servers\":[]}", "{\"servers\":{\"Ball\":1}}",
                                   "{\"servers\":{\"Ball\":{\"host\":1,\"port\":1}}}",
                                   "{\"servers\":{\"Ball\":{\"host\":\"h\",\"port\":70000}}}",
                                   "{\"servers\":{\"Ball\":{\"host\":\"h\",\"port\":-1}}}"}) {
        CAPTURE(text);
        file.directory().write("bad.json", text);
        const auto outcome = file.run({"ask", "--ready-file", "bad.json", "Ball", "hello"});
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(contains(outcome.err, "herd: bad.json: "));
    }
    file.directory().write("deep.json", std::string(500'000, '['));
    CHECK(file.run({"ask", "--ready-file", "deep.json", "Ball", "hello"}).status == 2);
}

}  // namespace
}  // namespace herd::app

// What `herd up` says if it cannot start.

#include "herd_file.hpp"
#include "support/catch.hpp"
#include "support/test_client.hpp"

namespace herd::app {
namespace {

using namespace test;

TEST_CASE("an unknown server after --only is an error with a suggestion") {
    const HerdFile file;
    const auto outcome = file.run({"up", "--only", "Alfrod", "--only", "Zebra"});
    CHECK(outcome.status == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err ==
          "herd: herd.toml has no server 'Alfrod'; did you mean 'Alford'?\n"
          "herd: herd.toml has no server 'Zebra'\n");
}

TEST_CASE("all faults of the configuration are told at once") {
    const HerdFile file("[plases]\n[places]\nworkers = 0\n[log]\nlevel = \"mesages\"\n");
    for (const auto* command : {"up", "config"}) {
        const auto outcome = file.run({command});
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(contains(outcome.err, "herd.toml:6: plases: unknown table 'plases'; did you mean 'places'?\n"));
        CHECK(contains(outcome.err, "herd.toml:8: places.workers: "));
        CHECK(contains(outcome.err, "herd.toml:10: log.level: "));
        CHECK(contains(outcome.err, "did you mean 'messages'?"));
    }
}

TEST_CASE("without a herd.toml every command that needs it says so") {
    const TemporaryDirectory empty;
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"up"}, {"config"}, {"ask", "Alford", "hello"}}) {
        const auto outcome =
            Process(HerdFile::command(arguments), {.directory = empty.path(), .input = {}}).finish();
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(contains(outcome.err, "herd.toml: no such file; name one with --config"));
    }
}

TEST_CASE("a port in use ends up and names server and port with nobody left listening") {
    const TestListener taken;
    const HerdFile file("[servers.Welsh]\nport = " + std::to_string(taken.port()) + "\n");
    const auto outcome = file.run({"up"});
    CHECK(outcome.status == 3);
    CHECK(outcome.out.empty());
    CHECK(outcome.err == "herd: Welsh cannot listen on 127.0.0.1:" + std::to_string(taken.port()) +
                             ": Address already in use\n");
    CHECK_FALSE(is_listening(file.port(0)));
    CHECK_FALSE(is_listening(file.port(1)));
}

TEST_CASE("a herd that runs already is not started twice") {
    const HerdFile file;
    Up up(file);
    const auto outcome = file.run({"up"});
    CHECK(outcome.status == 3);
    CHECK(contains(outcome.err, "Alford cannot listen on 127.0.0.1:" + std::to_string(file.port(0))));
    CHECK(TestClient(file.port(0)).ask("hello") == "? hello");
}

TEST_CASE("a file of places that cannot be read is told") {
    const HerdFile file("[places]\nprovider = \"file\"\npath = \"none.tsv\"\n");
    const auto outcome = file.run({"up"});
    CHECK(outcome.status == 2);
    CHECK(contains(outcome.err, "none.tsv"));
}

}  // namespace
}  // namespace herd::app

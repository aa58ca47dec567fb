// `herd config`

#include "herd_file.hpp"
#include "support/catch.hpp"

namespace herd::app {
namespace {

TEST_CASE("config prints the herd that a file describes") {
    const HerdFile file;
    const auto outcome = file.run({"config"});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    CHECK(contains(outcome.out, "servers: 2\n"));
    CHECK(contains(outcome.out, "Alford  127.0.0.1:" + std::to_string(file.port(0)) + "  neighbours Ball"));
    CHECK(contains(outcome.out, "links: 1\n"));
    CHECK(contains(outcome.out, "an isolated update costs 1 message"));
}

TEST_CASE("config reads the file that it is given") {
    const HerdFile file;
    file.directory().write("other.toml", "servers.Moa.port = 1\n");
    const auto outcome = file.run({"config", "--config", "other.toml"});
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.out, "Moa"));
    const auto missing = file.run({"config", "--config", "none.toml"});
    CHECK(missing.status == 2);
    CHECK(contains(missing.err, "none.toml: no such file"));
}

TEST_CASE("config tells programs everything") {
    const HerdFile file;
    file.directory().write(
        "ring.toml",
        "servers = { A = { port = 0 }, B = { port = 7, host = \"::1\" }, C = { port = 0 } }\n"
        "topology = { A = [\"B\", \"C\"], B = [\"C\"] }\n");
    const auto outcome = file.run({"config", "--config", "ring.toml", "--json"});
    CHECK(outcome.status == 0);
    CHECK(outcome.out.starts_with(
        R"({"servers":[{"name":"A","host":"127.0.0.1","port":0,"neighbours":["B","C"]},)"
        R"({"name":"B","host":"::1","port":7,"neighbours":["A","C"]},)"));
    CHECK(contains(outcome.out,
                   R"("topology":{"parts":[{"servers":["A","B","C"],"links":3,"messages":4,"duplicates":2,)"
                   R"("diameter":{"least":1,"most":1},"least_cut":{"least":2,"most":2},)"
                   R"("worst_hops":{"A":{"least":1,"most":1},)"));
    CHECK(contains(outcome.out,
                   R"("bridges":[],"articulation_servers":[],)"
                   R"("pairs_that_cut":{"count":3,"any_two_of":[[["A","B"],["A","C"],["B","C"]]]}})"));
    CHECK(contains(outcome.out, R"({"key":"clients.max_line","value":"64KiB","default":true})"));
    CHECK(outcome.out.ends_with("]}\n"));
}

TEST_CASE("config shows no secret") {
    const HerdFile file("[herd]\nsecret_file = \"secret\"\n");
    file.directory().write("secret", "correct horse battery staple\n");
    const auto outcome = file.run({"config"});
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.out, "secret"));
    CHECK_FALSE(contains(outcome.out, "horse"));
    CHECK_FALSE(contains(file.run({"config", "--json"}).out, "horse"));
}

}  // namespace
}  // namespace herd::app

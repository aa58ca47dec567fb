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

TEST_CASE("config shows no secret") {
    const HerdFile file("[herd]\nsecret_file = \"secret\"\n");
    file.directory().write("secret", "correct horse battery staple\n");
    const auto outcome = file.run({"config"});
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.out, "secret"));
    CHECK_FALSE(contains(outcome.out, "horse"));
}

}  // namespace
}  // namespace herd::app

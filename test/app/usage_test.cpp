// The command line itself.

#include "herd_file.hpp"
#include "support/catch.hpp"

namespace herd::app {
namespace {

TEST_CASE("every command has help") {
    const HerdFile file;
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"--help"},
                                                      {"up", "--help"},
                                                      {"config", "--help"},
                                                      {"ask", "--help"},
                                                      {"play", "--help"},
                                                      {"up", "-h"}}) {
        const auto outcome = file.run(arguments);
        CHECK(outcome.status == 0);
        CHECK(outcome.err.empty());
        CHECK(contains(outcome.out, "Usage: herd"));
        CHECK(contains(outcome.out, "Exit status:"));
    }
    const auto help = file.run({"--help"}).out;
    for (const auto* word : {"up", "config", "ask", "play", "IAMAT", "WHATSAT", "NEARBY"})
        CHECK(contains(help, word));
    const auto up = file.run({"up", "--help"}).out;
    for (const auto* word : {"--config", "--only", "--ready-file", "SIGTERM", "READY"})
        CHECK(contains(up, word));
}

TEST_CASE("herd tells its version") {
    const HerdFile file;
    const auto outcome = file.run({"--version"});
    CHECK(outcome.status == 0);
    CHECK(outcome.out.starts_with("herd "));
}

TEST_CASE("a wrong command line is a usage error") {
    const HerdFile file;
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{},
                                                      {"dawn"},
                                                      {"up", "--onyl", "Ball"},
                                                      {"up", "--only"},
                                                      {"up", "Ball"},
                                                      {"config", "herd.toml"},
                                                      {"ask"},
                                                      {"play"},
                                                      {"play", "--repeat", "never", "a.toml"},
                                                      {"ask", "--timeout", "never", "Ball", "hello"},
                                                      {"ask", "--timeout", "-1", "Ball", "hello"},
                                                      {"ask", "--timeout", "nan", "Ball", "hello"}}) {
        const auto outcome = file.run(arguments);
        CAPTURE(arguments.size(), outcome.err);
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK_FALSE(outcome.err.empty());
    }
}

}  // namespace
}  // namespace herd::app

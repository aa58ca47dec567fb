// Which herd a scenario is about.

#include "support/reading.hpp"
#include "support/temporary_directory.hpp"

namespace herd::scenario {
namespace {

constexpr auto a_step = "[[step]]\nsettle = \"1s\"\n";

Lines names_of(const config::Config& config) {
    Lines names;
    for (const auto& server : config.servers) names.push_back(server.name);
    return names;
}

/// The faults of a scenario in a directory, without the directory.
Lines load_faults(const test::TemporaryDirectory& directory, std::string_view text) {
    const auto loaded = load_scenario(directory.write("a.toml", text));
    Lines lines;
    if (!loaded) {
        for (const auto& fault : loaded.error()) {
            auto line = config::format_fault(fault);
            const auto prefix = directory.path().string() + "/";
            for (auto at = line.find(prefix); at != std::string::npos; at = line.find(prefix)) {
                line.erase(at, prefix.size());
            }
            lines.push_back(line);
        }
    }
    return lines;
}

TEST_CASE("a scenario that names no herd is about the classic ring") {
    const auto config = scenario_of(a_step).config;
    CHECK(names_of(config) == Lines{"Alford", "Ball", "Hamilton", "Holiday", "Welsh"});
    CHECK(config.links == std::vector<config::Link>{{0, 2}, {0, 4}, {1, 3}, {1, 4}, {2, 3}});
    for (const auto& server : config.servers) CHECK(server.port == 0);
}

TEST_CASE("the classic ring is that of the project's own herd.toml") {
    const auto own = config::load_config(std::filesystem::path(HERD_SOURCE) / "herd.toml");
    REQUIRE(own);
    const auto config = scenario_of(a_step).config;
    CHECK(names_of(config) == names_of(*own));
    CHECK(config.links == own->links);
}

TEST_CASE("a scenario may bring its own servers and links") {
    const auto config = scenario_of(
                            "[servers]\nA = {}\nB = { port = 8101, host = \"10.0.0.1\" }\nC = {}\n"
                            "[topology]\nA = [\"B\", \"C\"]\n[[step]]\ncut = [\"A\", \"C\"]\n")
                            .config;
    CHECK(names_of(config) == Lines{"A", "B", "C"});
    CHECK(config.links == std::vector<config::Link>{{0, 1}, {0, 2}});
    CHECK(config.servers[1].port == 0);
    CHECK(config.servers[1].host == "127.0.0.1");
}

TEST_CASE("servers without a topology have no links") {
    CHECK(scenario_of("[servers]\nA = {}\n[[step]]\nsettle = \"1s\"\n").config.links.empty());
}

TEST_CASE("a scenario may take the herd of another file on free ports and without its control port") {
    const test::TemporaryDirectory directory;
    directory.write("herd.toml",
                    "[servers]\nA = { port = 8101 }\nB = { port = 8102, host = \"10.0.0.1\" }\n"
                    "[topology]\nA = [\"B\"]\n[clients]\nmax_line = 100\n[control]\nport = 8100\n"
                    "[[fault]]\ncut = [\"A\", \"B\"]\n");
    std::filesystem::create_directory(directory / "scenarios");
    const auto scenario = load_scenario(
        directory.write("scenarios/a.toml", "herd = \"../herd.toml\"\n[[step]]\ncut = [\"A\", \"B\"]\n"));
    REQUIRE(scenario);
    const auto& config = scenario->config;
    CHECK(names_of(config) == Lines{"A", "B"});
    CHECK(config.links.size() == 1);
    CHECK(config.clients.max_line == 100);
    CHECK_FALSE(config.control);
    CHECK(config.faults.empty());
    for (const auto& server : config.servers) {
        CHECK(server.port == 0);
        CHECK(server.host == "127.0.0.1");
    }
}

TEST_CASE("options of a scenario hold instead of those of its herd") {
    const test::TemporaryDirectory directory;
    directory.write("herd.toml",
                    "[servers]\nA = { port = 8101 }\n[clients]\nmax_line = 100\nclose_after = \"1s\"\n");
    const auto scenario = load_scenario(directory.write(
        "a.toml", "herd = \"herd.toml\"\n[clients]\nmax_line = 200\n[[step]]\nsettle = \"1s\"\n"));
    REQUIRE(scenario);
    CHECK(scenario->config.clients.max_line == 200);
    CHECK(scenario->config.clients.close_after == std::chrono::seconds(1));
    CHECK(
        scenario_of("[herd]\nstore_limit = \"1MiB\"\n[[step]]\nsettle = \"1s\"\n").config.herd.store_limit ==
        1048576);
}

TEST_CASE("servers in two places are a fault") {
    const test::TemporaryDirectory directory;
    directory.write("herd.toml", "[servers]\nA = { port = 8101 }\n");
    CHECK(
        load_faults(directory, "herd = \"herd.toml\"\n[servers]\nA = {}\n[[step]]\nsettle = \"1s\"\n") ==
        Lines{
            "a.toml:2: servers: the servers are in this file or in the one that 'herd' names, not in both"});
}

TEST_CASE("a topology needs servers beside it") {
    CHECK(faults_of("[topology]\nAlford = [\"Ball\"]\n[[step]]\nsettle = \"1s\"\n") ==
          Lines{"a.toml:1: topology: needs [servers] beside it; without both it is the classic ring"});
}

TEST_CASE("a herd that cannot be read is a fault of the key that names it") {
    const test::TemporaryDirectory directory;
    CHECK(load_faults(directory, "herd = \"none.toml\"\n[[step]]\nstop = \"Nobody\"\n") ==
          Lines{"a.toml:1: herd: none.toml: no such file"});
    CHECK(load_faults(directory, "herd = 1\n[[step]]\nsettle = \"1s\"\n").size() == 1);
}

TEST_CASE("faults of the herd are told beside those of the scenario") {
    const test::TemporaryDirectory directory;
    directory.write("herd.toml", "[servers]\nA = { prot = 8101 }\n");
    const auto faults = load_faults(directory, "herd = \"herd.toml\"\n[[step]]\nsettel = \"1s\"\n");
    CHECK(faults == Lines{"a.toml:3: step.settel: unknown key 'settel'; did you mean 'settle'?",
                          "herd.toml:2: servers.A.prot: unknown key 'prot'; did you mean 'port'?"});
}

TEST_CASE("faults of a scenario's own herd are told with their lines") {
    CHECK(faults_of("[servers]\nA = { prot = 1 }\n[topology]\nA = [\"B\"]\n[[step]]\nstop = \"B\"\n") ==
          Lines{"a.toml:2: servers.A.prot: unknown key 'prot'; did you mean 'port'?",
                "a.toml:4: topology.A: unknown server 'B'", "a.toml:6: step.stop: unknown server 'B'"});
}

}  // namespace
}  // namespace herd::scenario

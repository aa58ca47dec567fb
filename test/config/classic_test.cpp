#include "reading.hpp"

namespace herd::config {
namespace {

const std::filesystem::path classic_file = std::filesystem::path(HERD_SOURCE) / "herd.toml";

TEST_CASE("the herd.toml of the tree is the classic ring of five") {
    const auto config = load_config(classic_file);
    REQUIRE(config.has_value());
    REQUIRE(config->servers.size() == 5);
    const char* names[] = {"Alford", "Ball", "Hamilton", "Holiday", "Welsh"};
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(config->servers[i].name == names[i]);
        CHECK(config->servers[i].host == "127.0.0.1");
        CHECK(config->servers[i].port == 8101 + i);
    }
    CHECK(config->links == std::vector<Link>{{0, 2}, {0, 4}, {1, 3}, {1, 4}, {2, 3}});
    CHECK(find_server(*config, "Holiday") == std::optional<std::size_t>(3));
    CHECK_FALSE(find_server(*config, "holiday").has_value());
}

TEST_CASE("the options that herd.toml shows are the defaults") {
    const auto config = load_config(classic_file);
    REQUIRE(config.has_value());
    CHECK(config->clients.unterminated_after == std::optional<nanoseconds>(std::chrono::seconds(1)));
    CHECK_FALSE(config->clients.close_after.has_value());
    CHECK(config->clients.max_line == 65536);
    CHECK(config->places.provider == PlacesProvider::embedded);
    CHECK(config->places.workers == 4);
    CHECK(config->places.timeout == std::chrono::seconds(5));
    REQUIRE(config->control.has_value());
    CHECK(config->control->host == "127.0.0.1");
    CHECK(config->control->port == 8100);
    CHECK(config->control->token_env.empty());
    CHECK(config->log.directory == classic_file.parent_path() / "log");
    CHECK(config->log.level == LogLevel::messages);
}

TEST_CASE("tables that are missing have their defaults") {
    const auto config = config_of("[servers]\nAlford = { port = 0 }\n");
    CHECK(config.links.empty());
    CHECK(config.base == "/etc/herd");
    CHECK_FALSE(config.herd.secret.has_value());
    CHECK(config.herd.secret_source.empty());
    CHECK(config.herd.store_limit == std::size_t{1} << 30);
    CHECK(config.clients.unterminated_after == std::optional<nanoseconds>(std::chrono::seconds(1)));
    CHECK_FALSE(config.clients.close_after.has_value());
    CHECK(config.clients.max_line == 65536);
    CHECK(config.places.provider == PlacesProvider::embedded);
    CHECK(config.places.workers == 4);
    CHECK(config.places.queue == 1024);
    CHECK(config.places.timeout == std::chrono::seconds(5));
    CHECK_FALSE(config.control.has_value());
    CHECK(config.log.directory == "/etc/herd/log");
    CHECK(config.log.level == LogLevel::messages);
    CHECK(config.log.format == LogFormat::json);
    CHECK(config.log.rotate_size == std::size_t{64} << 20);
    CHECK(config.log.rotate_keep == 3);
}

TEST_CASE("servers keep the order of the file in every form that TOML has for them") {
    const auto config = config_of(
        "servers.Zebra = { port = 1, host = \"localhost\" }\n"
        "servers.Yak.host = \"::1\"\n"
        "servers.Yak.port = 2\n"
        "[servers.Xerus]\n"
        "port = 3\n"
        "[servers.\"Äffin\"]\n"
        "port = 0x04\n");
    REQUIRE(config.servers.size() == 4);
    CHECK(config.servers[0].name == "Zebra");
    CHECK(config.servers[0].host == "localhost");
    CHECK(config.servers[1].name == "Yak");
    CHECK(config.servers[1].host == "::1");
    CHECK(config.servers[1].port == 2);
    CHECK(config.servers[2].name == "Xerus");
    CHECK(config.servers[3].name == "Äffin");
    CHECK(config.servers[3].port == 4);
}

TEST_CASE("lines may end with CR LF and the file may begin with a byte order mark") {
    const auto config = config_of("\xef\xbb\xbf[servers]\r\nAlford = { port = 8101 }\r\n");
    CHECK(config.servers.at(0).port == 8101);
    CHECK(faults_of("\xef\xbb\xbf[servers]\r\nAlford = { port = 8101 }\r\n\r\nBall = 1\r\n") ==
          Lines{"herd.toml:4: servers.Ball: expected a table such as { port = 8101 }, found an integer"});
}

}  // namespace
}  // namespace herd::config

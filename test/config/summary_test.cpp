#include "reading.hpp"

namespace herd::config {
namespace {

TEST_CASE("the page of a herd shows servers and links and options under one another") {
    CHECK(format_config(config_of("[servers]\n"
                                  "Alford = { port = 8101 }\n"
                                  "Ball = { port = 0, host = \"::1\" }\n"
                                  "\"Zürich\" = { port = 8103 }\n"
                                  "[topology]\n"
                                  "Alford = [\"Ball\", \"Zürich\"]\n"
                                  "[clients]\n"
                                  "close_after = \"2s\"\n"
                                  "[log]\n"
                                  "rotate_size = 0\n"
                                  "rotate_keep = 1\n")) ==
          "servers: 3\n"
          "  Alford  127.0.0.1:8101         neighbours Ball, Zürich\n"
          "  Ball    [::1]:(any free port)  neighbours Alford\n"
          "  Zürich  127.0.0.1:8103         neighbours Alford\n"
          "\n"
          "links: 2\n"
          "  connected; an isolated update costs 2 messages\n"
          "  diameter              2 hops\n"
          "  least cut             1 link\n"
          "  worst hops            1 from Alford; 2 from Ball, Zürich\n"
          "  bridges               Alford-Ball, Alford-Zürich\n"
          "  articulation servers  Alford\n"
          "  pairs that cut        none\n"
          "\n"
          "options\n"
          "  herd.secret                 none           default\n"
          "  herd.store_limit            1GiB           default\n"
          "  herd.queue_limit            4MiB           default\n"
          "  herd.propagation            flood          default\n"
          "  clients.unterminated_after  1s             default\n"
          "  clients.close_after         2s\n"
          "  clients.max_line            64KiB          default\n"
          "  places.provider             embedded       default\n"
          "  places.layout               classic        default\n"
          "  places.workers              4              default\n"
          "  places.queue                1024           default\n"
          "  places.timeout              5s             default\n"
          "  places.cache                1h             default\n"
          "  places.cache_size           8MiB           default\n"
          "  control                     none           default\n"
          "  log.directory               /etc/herd/log  default\n"
          "  log.level                   messages       default\n"
          "  log.format                  json           default\n"
          "  log.rotate_size             never\n"
          "  log.rotate_keep             1 file\n"
          "  trace.buffer                8MiB           default\n");
}

TEST_CASE("the parts of a herd that is not connected are named") {
    const auto page =
        format_config(config_of("servers = { A = { port = 0 }, B = { port = 0 }, C = { port = 0 } }\n"
                                "topology.C = [\"A\"]\n"));
    CHECK(page.find("links: 1\n"
                    "  not connected: 2 parts, and no update goes from one to another\n"
                    "  A, C  an isolated update costs 1 message; diameter 1 hop; least cut 1 link\n"
                    "  B     an isolated update costs 0 messages\n") != std::string::npos);
    CHECK(page.find("  B  127.0.0.1:(any free port)  no neighbour\n") != std::string::npos);
}

TEST_CASE("a mesh costs two messages a link less one a server but the first") {
    const auto page =
        format_config(config_of("servers = { A = { port = 0 }, B = { port = 0 }, C = { port = 0 } }\n"
                                "topology = { A = [\"B\", \"C\"], B = [\"C\"] }\n"));
    CHECK(page.find("connected; an isolated update costs 4 messages, 2 of them (50 %) duplicates\n") !=
          std::string::npos);
}

TEST_CASE("of a large herd the first servers are shown and the rest counted") {
    std::string servers;
    std::string neighbours;
    for (int i = 0; i < 60; ++i) {
        servers += (i == 0 ? "" : ", ") + ("S" + std::to_string(i)) + " = { port = 0 }";
        if (i > 0) neighbours += (i == 1 ? "\"S" : ", \"S") + std::to_string(i) + "\"";
    }
    const auto page =
        format_config(config_of("servers = { " + servers + " }\ntopology.S0 = [" + neighbours + "]\n"));
    CHECK(page.find("servers: 60\n") == 0);
    CHECK(page.find("neighbours S1, S2, S3, S4, S5, S6, S7, S8, S9, S10 and 49 more\n") != std::string::npos);
    CHECK(page.find("  S49  ") != std::string::npos);
    CHECK(page.find("  S50  ") == std::string::npos);
    CHECK(page.find("  and 10 more\n\nlinks: 59\n") != std::string::npos);
}

TEST_CASE("planned faults are shown with their times") {
    const auto page =
        format_config(config_of("servers = { A = { port = 0 }, B = { port = 0 } }\n"
                                "topology.A = [\"B\"]\ntrace.buffer = \"off\"\n"
                                "[[fault]]\npause = \"A\"\n"
                                "[[fault]]\ncut = [\"A\", \"B\"]\nfor = \"2s\"\nafter = \"5s\"\n"));
    CHECK(page.find("  trace.buffer                off\n"
                    "\nfaults: 2\n"
                    "  at the start  pause A\n"
                    "  after 5s      cut A-B, for 2s\n") != std::string::npos);
}

TEST_CASE("options that have no default show when they are set") {
    const auto page =
        format_config(config_of(lone("places = { provider = \"google\", api_key_env = \"KEY\", "
                                     "base_url = \"http://x\" }\ncontrol.port = 8100\n"
                                     "clients.unterminated_after = \"off\"")));
    CHECK(page.find("  places.provider             google\n") != std::string::npos);
    CHECK(page.find("  places.api_key_env          KEY\n") != std::string::npos);
    CHECK(page.find("  places.base_url             http://x\n") != std::string::npos);
    CHECK(page.find("  places.cache                off             default\n") != std::string::npos);
    CHECK(page.find("  places.retries              2               default\n") != std::string::npos);
    CHECK(page.find("  places.rank                 distance        default\n") != std::string::npos);
    CHECK(page.find("  control                     127.0.0.1:8100\n") != std::string::npos);
    CHECK(page.find("  clients.unterminated_after  off\n") != std::string::npos);
    CHECK(format_config(config_of(lone("places = { provider = \"file\", path = \"x.tsv\" }")))
              .find("  places.path                 /etc/herd/x.tsv\n") != std::string::npos);
}

TEST_CASE("the page of a herd that spreads updates over trees says what that costs") {
    const auto page =
        format_config(config_of("servers = { A = { port = 0 }, B = { port = 0 }, C = { port = 0 } }\n"
                                "topology = { A = [\"B\", \"C\"], B = [\"C\"] }\n"
                                "herd.propagation = \"tree\"\n"));
    CHECK(page.find(
              "  that is the first one of each origin; over its tree the next ones cost 2 messages and at "
              "most 2 announcements\n") != std::string::npos);
}

}  // namespace
}  // namespace herd::config

#include "reading.hpp"

namespace herd::config {
namespace {

// Three servers; the next line is line 2.
std::string three(std::string_view topology) {
    return "servers = { Alford = { port = 1 }, Ball = { port = 2 }, Welsh = { port = 3 } }\n" +
           std::string(topology);
}

TEST_CASE("a link is named once or once from each side") {
    CHECK(config_of(three("topology.Welsh = [\"Alford\"]")).links == std::vector<Link>{{0, 2}});
    CHECK(config_of(three("[topology]\nWelsh = [\"Alford\"]\nAlford = [\"Welsh\"]")).links ==
          std::vector<Link>{{0, 2}});
}

TEST_CASE("links are sorted whatever the order of the file") {
    CHECK(config_of(three("[topology]\nWelsh = [\"Ball\", \"Alford\"]\nBall = [\"Alford\"]")).links ==
          std::vector<Link>{{0, 1}, {0, 2}, {1, 2}});
}

TEST_CASE("a server may have an empty list of neighbours") {
    CHECK(config_of(three("topology.Welsh = []")).links.empty());
}

TEST_CASE("a link named twice in one list is a fault") {
    CHECK(faults_of(three("topology.Ball = [\n  \"Welsh\",\n  \"Welsh\"]")) ==
          Lines{"herd.toml:4: topology.Ball: 'Welsh' is named twice; once makes the link"});
}

TEST_CASE("a link to an unknown server is a fault on its own line with a suggestion") {
    CHECK(faults_of(three("topology.Ball = [\n  \"Alford\",\n  \"Wlesh\",\n  \"Zzz\"\n]")) ==
          Lines{"herd.toml:4: topology.Ball: unknown server 'Wlesh'; did you mean 'Welsh'?",
                "herd.toml:5: topology.Ball: unknown server 'Zzz'"});
}

TEST_CASE("an unknown server on the left side is a fault and its neighbours are checked too") {
    CHECK(faults_of(three("[topology]\nBal = [\"Alford\", \"Welch\"]")) ==
          Lines{"herd.toml:3: topology.Bal: unknown server 'Bal'; did you mean 'Ball'?",
                "herd.toml:3: topology.Bal: unknown server 'Welch'; did you mean 'Welsh'?"});
}

TEST_CASE("a server linked to itself is a fault") {
    CHECK(faults_of(three("topology.Ball = [\"Ball\"]")) ==
          Lines{"herd.toml:2: topology.Ball: a server is not linked to itself"});
}

TEST_CASE("neighbours that are no list of names are faults") {
    CHECK(faults_of(three("[topology]\nBall = \"Welsh\"\nWelsh = [1]")) ==
          Lines{"herd.toml:3: topology.Ball: expected an array of server names such as [\"Alford\"], found a "
                "string",
                "herd.toml:4: topology.Welsh: expected the name of a server as a string, found an integer"});
}

TEST_CASE("links to a server that is faulty itself are no faults") {
    CHECK(
        faults_of(
            "[servers]\nAlford = { port = -1 }\nBall = { port = 2 }\n[topology]\nAlford = [\"Ball\"]") ==
        Lines{"herd.toml:2: servers.Alford.port: expected an integer from 0 to 65535, found the integer -1"});
}

TEST_CASE("a port used twice is a fault where it is used again") {
    CHECK(faults_of("[servers]\nAlford = { port = 8101 }\nBall = { port = 8101 }\nWelsh = { port = 8101 }") ==
          Lines{"herd.toml:3: servers.Ball.port: 8101 is already used by servers.Alford.port in line 2",
                "herd.toml:4: servers.Welsh.port: 8101 is already used by servers.Alford.port in line 2"});
}

TEST_CASE("the port of control counts too") {
    CHECK(faults_of("[servers]\nAlford = { port = 8100 }\n[control]\nport = 8100") ==
          Lines{"herd.toml:4: control.port: 8100 is already used by servers.Alford.port in line 2"});
    CHECK(faults_of("[control]\nport = 8100\n[servers]\nAlford = { port = 8100 }") ==
          Lines{"herd.toml:4: servers.Alford.port: 8100 is already used by control.port in line 2"});
}

TEST_CASE("the same port on different hosts is no fault") {
    CHECK(faults_of(
              "[servers]\nA = { port = 1, host = \"127.0.0.1\" }\nB = { port = 1, host = \"127.0.0.2\" }\n"
              "C = { port = 1, host = \"::1\" }")
              .empty());
}

TEST_CASE("a host that means every host overlaps each other one") {
    CHECK(faults_of(
              "[servers]\nA = { port = 1, host = \"127.0.0.1\" }\nB = { port = 1, host = \"0.0.0.0\" }") ==
          Lines{"herd.toml:3: servers.B.port: 1 is already used by servers.A.port in line 2; 0.0.0.0 means "
                "every host"});
    CHECK(faults_of("[servers]\nA = { port = 1, host = \"::\" }\nB = { port = 1, host = \"example.org\" }") ==
          Lines{"herd.toml:3: servers.B.port: 1 is already used by servers.A.port in line 2; :: means every "
                "host"});
}

TEST_CASE("one host written in two ways is one host") {
    const auto two = [](std::string_view a, std::string_view b) {
        return faults_of("[servers]\nA = { port = 1, host = \"" + std::string(a) +
                         "\" }\nB = { port = 1, host = \"" + std::string(b) + "\" }")
            .size();
    };
    CHECK(two("localhost", "127.0.0.1") == 1);
    CHECK(two("::1", "0:0:0:0:0:0:0:1") == 1);
    CHECK(two("Example.org", "example.ORG") == 1);
    CHECK(two("a.example.org", "b.example.org") == 0);
}

TEST_CASE("port 0 never collides") {
    CHECK(faults_of("[servers]\nA = { port = 0 }\nB = { port = 0 }\n[control]\nport = 0").empty());
}

}  // namespace
}  // namespace herd::config

#include "reading.hpp"

namespace herd::config {
namespace {

TEST_CASE("a fault is written as file and line and key and why") {
    CHECK(format_fault({"herd.toml", 3, "places.workers", "no"}) == "herd.toml:3: places.workers: no");
    CHECK(format_fault({"herd.toml", 0, "servers", "no"}) == "herd.toml: servers: no");
    CHECK(format_fault({"herd.toml", 3, "", "no"}) == "herd.toml:3: no");
    CHECK(format_fault({"herd.toml", 0, "", "no"}) == "herd.toml: no");
}

TEST_CASE("every fault of a file is told at once and in the order of the lines") {
    CHECK(
        faults_of("[log]\n"
                  "level = \"mesages\"\n"
                  "[servers]\n"
                  "Alford = { prot = 8101 }\n"
                  "Ball = { port = 99999 }\n"
                  "[topology]\n"
                  "Alford = [\"Bell\"]\n"
                  "[plaecs]\n"
                  "[clients]\n"
                  "max_lines = 1\n"
                  "close_after = 2\n") ==
        Lines{"herd.toml:2: log.level: expected one of \"messages\", \"connections\", \"off\", found "
              "'mesages'; "
              "did you mean 'messages'?",
              "herd.toml:4: servers.Alford.prot: unknown key 'prot'; did you mean 'port'?",
              "herd.toml:5: servers.Ball.port: expected an integer from 0 to 65535, found the integer 99999",
              "herd.toml:7: topology.Alford: unknown server 'Bell'; did you mean 'Ball'?",
              "herd.toml:8: plaecs: unknown table 'plaecs'; did you mean 'places'?",
              "herd.toml:10: clients.max_lines: unknown key 'max_lines'; did you mean 'max_line'?",
              "herd.toml:11: clients.close_after: expected a duration such as \"500us\", \"250ms\", \"1.5s\" "
              "or "
              "\"2m\", or \"off\", found the integer 2"});
}

TEST_CASE("two faults of one line are told from left to right") {
    CHECK(faults_of("servers.A = { host = \"\", port = -1, hots = 1 }") ==
          Lines{"herd.toml:1: servers.A.host: is empty; expected a host name or address",
                "herd.toml:1: servers.A.port: expected an integer from 0 to 65535, found the integer -1",
                "herd.toml:1: servers.A.hots: unknown key 'hots'; did you mean 'host'?"});
}

TEST_CASE("a herd without servers is a fault") {
    CHECK(
        faults_of("") ==
        Lines{"herd.toml: servers: is missing; expected a table of servers, as in Alford = { port = 8101 }"});
    CHECK(faults_of("[log]\n[servers]\n[topology]\nAlford = [\"Ball\"]") ==
          Lines{"herd.toml:2: servers: has no servers; name at least one, as in Alford = { port = 8101 }"});
}

TEST_CASE("a misspelt key is one fault and not a missing one besides") {
    CHECK(faults_of("[sevrers]\nAlford = { port = 1 }") ==
          Lines{"herd.toml:1: sevrers: unknown table 'sevrers'; did you mean 'servers'?"});
}

TEST_CASE("a server without a port is a fault") {
    CHECK(faults_of("[servers]\nAlford = {}") == Lines{"herd.toml:2: servers.Alford.port: is missing; "
                                                       "expected a port to listen at, 0 for any free one"});
}

TEST_CASE("an unknown key that is near to none has no suggestion") {
    CHECK(fault_of("xyzzy = 1") == "2: xyzzy: unknown key 'xyzzy'");
}

TEST_CASE("a table of the wrong type is a fault") {
    CHECK(fault_of("log = \"off\"") == "2: log: expected a table, found the string 'off'");
    CHECK(fault_of("[[log]]\nlevel = \"off\"") == "2: log: expected a table, found an array");
    CHECK(faults_of("servers = [1]\ntopology.A = [\"B\"]") ==
          Lines{"herd.toml:1: servers: expected a table, found an array"});
}

TEST_CASE("each wrong type of a port is named") {
    const auto port = [](std::string_view value) {
        const auto faults = faults_of("servers.A.port = " + std::string(value));
        REQUIRE(faults.size() == 1);
        const std::string head = "herd.toml:1: servers.A.port: expected an integer from 0 to 65535, found ";
        REQUIRE(faults[0].substr(0, head.size()) == head);
        return faults[0].substr(head.size());
    };
    CHECK(port("\"8101\"") == "the string '8101'");
    CHECK(port("8101.5") == "a floating-point number");
    CHECK(port("true") == "a boolean");
    CHECK(port("[8101]") == "an array");
    CHECK(port("{}") == "a table");
    CHECK(port("2020-01-01") == "a date or time");
    CHECK(port("-1") == "the integer -1");
    CHECK(port("65536") == "the integer 65536");
}

TEST_CASE("names that no AT line or log file can carry are faults") {
    const auto name = [](std::string_view key) {
        const auto faults = faults_of("[servers]\n" + std::string(key) + " = { port = 1 }");
        return faults.empty() ? "" : faults.size() > 1 ? "several" : faults[0];
    };
    CHECK(name("\"\"") == "herd.toml:2: servers.\"\": a server's name is not empty");
    CHECK(name("\"New York\"") == "herd.toml:2: servers.\"New York\": a server's name has no white space");
    CHECK(name("\"New\\u00a0York\"") ==
          "herd.toml:2: servers.\"New\u00a0York\": a server's name has no white space");
    CHECK(name("\"a\\u001b[31m\"") ==
          "herd.toml:2: servers.\"a\\x1b[31m\": a server's name has no control characters");
    CHECK(name("\"a\\u0000b\"") ==
          "herd.toml:2: servers.\"a\\x00b\": a server's name has no control characters");
    CHECK(name("\"a/b\"") == "herd.toml:2: servers.\"a/b\": a server's name has no '/' or '\\'");
    CHECK(name("'a\\b'") == "herd.toml:2: servers.\"a\\b\": a server's name has no '/' or '\\'");
    CHECK(name("\"..\"") == "herd.toml:2: servers.\"..\": a server's name does not start with '.'");
    CHECK(name(std::string(64, 'x')).empty());
    CHECK(name(std::string(65, 'x')) ==
          "herd.toml:2: servers." + std::string(64, 'x') + "...: a server's name has at most 64 bytes");
    CHECK(name("\"Zürich\"").empty());
    CHECK(name("\"東京\"").empty());
}

TEST_CASE("a host is a string without white space") {
    const auto host = [](std::string_view value) {
        return fault_of("[control]\nport = 1\nhost = " + std::string(value));
    };
    CHECK(host("\"a b\"") == "4: control.host: has white space; expected a host name or address");
    CHECK(host("\"\"") == "4: control.host: is empty; expected a host name or address");
    CHECK(host("\"a\\u0000\"") ==
          "4: control.host: has a control character; expected a host name or address");
    CHECK(host("1") == "4: control.host: expected a host name or address as a string, found an integer");
    CHECK(host("\"::1\"").empty());
}

TEST_CASE("text of the file stays on one line and short in a fault") {
    const auto fault = fault_of("log.level = \"a\\n\\u001b" + std::string(1000, 'x') + "\"");
    CHECK(fault.find('\n') == std::string::npos);
    CHECK(fault.find('\x1b') == std::string::npos);
    CHECK(fault.find("found 'a\\n\\x1bxxx") != std::string::npos);
    CHECK(fault.size() < 300);
}

TEST_CASE("a file of nothing but faults is told in time") {
    std::string text = "[servers]\n";
    for (int i = 0; i < 10000; ++i)
        text += "server" + std::to_string(i) + "_with_a_rather_long_name = { port = 0 }\n";
    text += "[topology]\n";
    for (int i = 0; i < 10000; ++i) text += "sever" + std::to_string(i) + "_with_a_rather_long_name = []\n";
    CHECK(faults_of(text).size() == 10000);
}

}  // namespace
}  // namespace herd::config

#include <string>

#include "core/support/lone_server.hpp"
#include "support/catch.hpp"

namespace herd::test {
namespace {

TEST_CASE("what is no command is answered with a question mark and a copy of the line") {
    LoneServer lone;
    for (const char* line : {"",
                             " ",
                             "hello",
                             "  two  words\t",
                             "IAMAT",
                             "IAMAT kiwi +34-118",
                             "IAMAT kiwi +34-118 5 6",
                             "IAMAT kiwi +91-118 5",
                             "IAMAT kiwi +34-118 -5",
                             "IAMAT  kiwi\t+34-118 1e5 ",
                             "WHATSAT kiwi 51 5",
                             "WHATSAT kiwi 10 21",
                             "WHATSAT kiwi 10",
                             "NEARBY kiwi 10 1001",
                             "iamat kiwi +34-118 5",
                             "\v\f",
                             "a\rb",
                             "\xff\xfe",
                             "? ",
                             "? hello"}) {
        INFO(line);
        const auto client = lone.connect();
        lone.send(client, std::string(line) + "\n");
        CHECK(lone.read(client) == "? " + std::string(line) + "\n");
        CHECK_FALSE(lone.is_closed(client));
    }
    CHECK(lone.server().store().size() == 0);
}

TEST_CASE("the copy has the line's white space but not its LF or CR LF") {
    LoneServer lone;
    CHECK(lone.ask(" hello\t \n") == "?  hello\t \n");
    CHECK(lone.ask("hello\r\n") == "? hello\n");
    CHECK(lone.ask("hello\r\r\n") == "? hello\r\n");
    CHECK(lone.ask("\r\n") == "? \n");
    CHECK(lone.ask("hello") == "? hello\n");
    CHECK(lone.ask("hello\r") == "? hello\r\n");
    CHECK(lone.ask(std::string("a\0b\n", 4)) == std::string("? a\0b\n", 6));
}

TEST_CASE("a client cannot speak as a server") {
    LoneServer lone;
    for (const char* line : {"AT Ball +0.263873386 kiwi +34.068930-118.445127 1479413884.392014450",
                             "LINK Ball", "HELLO Ball", "\x01\x02\x03"}) {
        INFO(line);
        CHECK(lone.ask(std::string(line) + "\n") == "? " + std::string(line) + "\n");
    }
    CHECK(lone.server().store().size() == 0);
}

TEST_CASE("an unknown client is an invalid command") {
    LoneServer lone;
    CHECK(lone.ask("WHATSAT nobody 10 5\n") == "? WHATSAT nobody 10 5\n");
    CHECK(lone.ask(" NEARBY  nobody 10 5 \r\n") == "?  NEARBY  nobody 10 5 \n");
    CHECK(lone.queries.empty());
}

TEST_CASE("a new client that a full store has no room for is an invalid command") {
    core::ServerOptions options;
    options.store_limit = 300;
    LoneServer lone(options);
    CHECK(lone.ask("IAMAT a +34-118 1000000\n") == "AT Alford +0.000000000 a +34-118 1000000\n");
    int kept = 1;
    while (lone.ask("IAMAT phone" + std::to_string(kept) + " +34-118 5\n")[0] == 'A') REQUIRE(++kept < 10);
    CHECK(lone.ask("IAMAT b +34-118 5\n") == "? IAMAT b +34-118 5\n");
    CHECK(lone.ask("IAMAT a +34-119 2000000\n").substr(0, 10) == "AT Alford ");
    CHECK(lone.server().store().find("a")->location == "+34-119");
    CHECK(lone.server().counters().invalid == 2);
}

}  // namespace
}  // namespace herd::test

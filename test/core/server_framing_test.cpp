#include <string>
#include <vector>

#include "core/support/kiwi.hpp"
#include "core/support/lone_server.hpp"
#include "support/catch.hpp"

namespace herd::test {
namespace {

using Texts = std::vector<std::string>;

const std::string nearby_answer = kiwi_at + "\n";

TEST_CASE("a command is answered in one write") {
    LoneServer lone;
    const auto client = lone.connect();
    lone.send(client, kiwi + "\n");
    CHECK(lone.read_writes(client) == Texts{kiwi_at});
    lone.send(client, "NEARBY kiwi 10 10\n");
    CHECK(lone.read_writes(client) == Texts{nearby_answer});
    lone.send(client, "hello\n");
    CHECK(lone.read_writes(client) == Texts{"? hello\n"});
    CHECK_FALSE(lone.is_closed(client));
}

TEST_CASE("many commands in one segment are answered in their order") {
    LoneServer lone;
    const auto client = lone.connect();
    lone.send(client, kiwi + "\nNEARBY kiwi 10 10\nhello\n" + "NEARBY kiwi 1 1\n");
    CHECK(lone.read(client) == kiwi_at + nearby_answer + "? hello\n" + nearby_answer);
}

TEST_CASE("one command may come byte by byte") {
    LoneServer lone;
    const auto client = lone.connect();
    for (const char c : kiwi) {
        lone.send(client, std::string_view(&c, 1));
        REQUIRE(lone.read(client).empty());
    }
    lone.send(client, "\r");
    CHECK(lone.read(client).empty());
    lone.send(client, "\n");
    CHECK(lone.read(client) == kiwi_at);
}

TEST_CASE("answers are the same wherever the bytes are split") {
    const std::string bytes = kiwi + "\r\n\n NEARBY\tkiwi 10 10 \nhello \r\r\nNEARBY kiwi 0 0";
    const std::string answers = LoneServer().ask(bytes);
    CHECK(answers == kiwi_at + "? \n" + nearby_answer + "? hello \r\n" + nearby_answer);
    for (std::size_t at = 0; at <= bytes.size(); ++at) {
        LoneServer lone;
        const auto client = lone.connect();
        lone.send(client, std::string_view(bytes).substr(0, at));
        lone.send(client, std::string_view(bytes).substr(at));
        lone.end(client);
        INFO(at);
        REQUIRE(lone.read(client) == answers);
    }
}

TEST_CASE("a last line ended by the end of the stream is a command too") {
    LoneServer lone;
    const auto client = lone.connect();
    lone.send(client, kiwi);
    CHECK(lone.read(client).empty());
    lone.end(client);
    CHECK(lone.read(client) == kiwi_at);
    CHECK(lone.is_closed(client));
}

TEST_CASE("a client that says nothing and ends is closed") {
    LoneServer lone;
    CHECK(lone.ask("").empty());
    CHECK(lone.server().session_count() == 0);
}

TEST_CASE("a last line with its LF is answered once") {
    CHECK(LoneServer().ask(kiwi + "\n") == kiwi_at);
    CHECK(LoneServer().ask("\n") == "? \n");
}

TEST_CASE("bytes that are no UTF-8 and NULs are a client ID like any other") {
    const std::string id("\xff\0\x80\x01\xc3", 5);
    LoneServer lone;
    CHECK(lone.ask("IAMAT " + id + " +34-118 1000000\n") ==
          "AT Alford +0.000000000 " + id + " +34-118 1000000\n");
    CHECK(lone.ask("NEARBY " + id + " 10 10\n") == "AT Alford +0.000000000 " + id + " +34-118 1000000\n\n");
}

TEST_CASE("a line over the limit is answered with its first 64 bytes and the connection closes") {
    core::ServerOptions options;
    options.max_line = 100;
    LoneServer lone(options);
    const std::string most = "hello" + std::string(95, 'x');
    CHECK(lone.ask(most + "\r\n") == "? " + most + "\n");

    const auto client = lone.connect();
    SECTION("with its LF and more behind it") {
        lone.send(client, most + "x\n" + kiwi + "\n");
    }
    SECTION("with no LF yet") {
        lone.send(client, most + "x");
    }
    SECTION("that comes in pieces") {
        lone.send(client, most);
        CHECK(lone.read(client).empty());
        lone.send(client, "x");
    }
    CHECK(lone.read(client) == "? " + most.substr(0, 64) + "\n");
    CHECK(lone.is_closed(client));
    CHECK_FALSE(lone.server().store().find("kiwi").has_value());
}

TEST_CASE("answers before a line over the limit still come") {
    core::ServerOptions options;
    options.max_line = 100;
    LoneServer lone(options);
    const auto client = lone.connect();
    lone.send(client, kiwi + "\nWHATSAT kiwi 10 5\n" + std::string(200, 'x') + "\nhello");
    CHECK(lone.read(client) == kiwi_at);
    CHECK_FALSE(lone.is_closed(client));
    // What came behind it never counts.
    lone.pass(std::chrono::seconds(2));
    lone.server().on_client_bytes(lone.id(client), kiwi + "\n", lone.now(), lone.outbox);
    lone.run();
    lone.answer_places(lone.queries.at(0).id, "{}");
    CHECK(lone.read(client) == kiwi_at + "{}\n\n? " + std::string(64, 'x') + "\n");
    CHECK(lone.is_closed(client));
}

}  // namespace
}  // namespace herd::test

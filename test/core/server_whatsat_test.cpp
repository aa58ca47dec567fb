#include <string>
#include <vector>

#include "core/support/lone_server.hpp"
#include "support/catch.hpp"

namespace herd::test {
namespace {

using Texts = std::vector<std::string>;

const std::string asker = "IAMAT kiwi +34.5-118.25 1000000\n";
const std::string asker_at = "AT Alford +0.000000000 kiwi +34.5-118.25 1000000\n";

core::ServerOptions with_timeout() {
    core::ServerOptions options;
    options.places_timeout = std::chrono::seconds(5);
    options.places_timeout_document = "{timeout}";
    return options;
}

TEST_CASE("a WHATSAT asks places where the client is") {
    LoneServer lone;
    lone.ask(asker);
    const auto client = lone.connect();
    lone.send(client, "WHATSAT kiwi 10.5 7\n");
    REQUIRE(lone.queries.size() == 1);
    CHECK(lone.queries[0].at == LatLng{34.5, -118.25});
    CHECK(lone.queries[0].radius_km == 10.5);
    CHECK(lone.queries[0].bound == 7);
}

TEST_CASE("a WHATSAT is answered in one write once places have answered") {
    LoneServer lone;
    lone.ask(asker);
    const auto client = lone.connect();
    lone.send(client, "WHATSAT kiwi 10 5\n");
    CHECK(lone.read(client).empty());
    lone.answer_places(lone.queries.at(0).id, "{\n   \"results\" : []\n}\n");
    CHECK(lone.read_writes(client) == Texts{asker_at + "{\n   \"results\" : []\n}\n\n"});
    CHECK_FALSE(lone.is_closed(client));
}

TEST_CASE("runs of newlines in the document become one and its end has none") {
    const auto answer = [](std::string_view document) {
        LoneServer lone;
        lone.ask(asker);
        const auto client = lone.connect();
        lone.send(client, "WHATSAT kiwi 10 5\n");
        lone.answer_places(lone.queries.at(0).id, document);
        return lone.read(client);
    };
    CHECK(answer("{a\n\nb\n\n\n\nc\nd}\n\n\n") == asker_at + "{a\nb\nc\nd}\n\n");
    CHECK(answer("{}") == asker_at + "{}\n\n");
    CHECK(answer("") == asker_at + "\n\n");
    CHECK(answer("\n\n\n") == asker_at + "\n\n");
    CHECK(answer("{a\r\n\r\nb}") == asker_at + "{a\r\n\r\nb}\n\n");
    CHECK(answer("\n\n{}") == asker_at + "\n{}\n\n");
}

TEST_CASE("answers come in the order of the commands although places are slow") {
    LoneServer lone;
    const auto client = lone.connect();
    lone.send(client, asker + "WHATSAT kiwi 10 1\nIAMAT emu +1+1 5\nWHATSAT kiwi 10 2\nhello\n");
    CHECK(lone.read(client) == asker_at);
    REQUIRE(lone.queries.size() == 2);
    lone.answer_places(lone.queries[1].id, "{two}");
    CHECK(lone.read(client).empty());
    lone.answer_places(lone.queries[0].id, "{one}");
    CHECK(lone.read(client) ==
          asker_at + "{one}\n\nAT Alford +999995.000000001 emu +1+1 5\n" + asker_at + "{two}\n\n? hello\n");
}

TEST_CASE("slow places of one client hinder no other") {
    LoneServer lone;
    const auto slow = lone.connect();
    lone.send(slow, asker + "WHATSAT kiwi 10 1\n");
    CHECK(lone.ask("NEARBY kiwi 1 1\n") == asker_at + "\n");
}

TEST_CASE("the AT line of a WHATSAT is the newest when the command came") {
    LoneServer lone;
    const auto client = lone.connect();
    lone.send(client, asker + "WHATSAT kiwi 10 1\n");
    lone.read(client);
    lone.ask("IAMAT kiwi +1+1 2000000\n");
    lone.answer_places(lone.queries.at(0).id, "{}");
    CHECK(lone.read(client) == asker_at + "{}\n\n");
}

TEST_CASE("places that time out cost neither the AT line nor the order") {
    LoneServer lone(with_timeout());
    const auto client = lone.connect();
    lone.send(client, asker + "WHATSAT kiwi 10 1\n");
    lone.pass(std::chrono::seconds(2));
    lone.send(client, "WHATSAT kiwi 10 2\nhello\n");
    lone.read(client);
    lone.pass(std::chrono::seconds(3) - nanoseconds(1));
    CHECK(lone.read(client).empty());
    lone.pass(nanoseconds(1));
    CHECK(lone.read(client) == asker_at + "{timeout}\n\n");
    lone.pass(std::chrono::seconds(2));
    CHECK(lone.read(client) == asker_at + "{timeout}\n\n? hello\n");
    CHECK_FALSE(lone.server().next_deadline().has_value());
}

TEST_CASE("places that answer too late or twice or unasked are ignored") {
    LoneServer lone(with_timeout());
    const auto client = lone.connect();
    lone.send(client, asker + "WHATSAT kiwi 10 1\n");
    lone.pass(std::chrono::seconds(5));
    CHECK(lone.read(client) == asker_at + asker_at + "{timeout}\n\n");
    lone.answer_places(lone.queries.at(0).id, "{late}");
    lone.answer_places(999, "{unasked}");
    lone.send(client, "WHATSAT kiwi 10 1\n");
    lone.answer_places(lone.queries.at(1).id, "{one}");
    lone.answer_places(lone.queries.at(1).id, "{again}");
    CHECK(lone.read(client) == asker_at + "{one}\n\n");
}

TEST_CASE("a client that shuts down its sending side gets all that it is owed") {
    LoneServer lone;
    const auto client = lone.connect();
    lone.send(client, asker + "WHATSAT kiwi 10 1\nWHATSAT kiwi 10 2");
    lone.end(client);
    CHECK(lone.read(client) == asker_at);
    REQUIRE(lone.queries.size() == 2);
    lone.answer_places(lone.queries[0].id, "{one}");
    CHECK_FALSE(lone.is_closed(client));
    lone.answer_places(lone.queries[1].id, "{two}");
    CHECK(lone.read(client) == asker_at + "{one}\n\n" + asker_at + "{two}\n\n");
    CHECK(lone.is_closed(client));
}

TEST_CASE("places that answer a client who has gone are ignored") {
    LoneServer lone(with_timeout());
    const auto gone = lone.connect();
    lone.send(gone, asker + "WHATSAT kiwi 10 1\nWHATSAT kiwi 10 1\n");
    lone.drop(gone);
    // The index is used again by somebody else.
    const auto next = lone.connect();
    lone.answer_places(lone.queries.at(0).id, "{}");
    lone.pass(std::chrono::seconds(10));
    CHECK(lone.read(next).empty());
    CHECK(lone.server().session_count() == 1);
}

}  // namespace
}  // namespace herd::test

#include <string>

#include "core/support/kiwi.hpp"
#include "core/support/lone_server.hpp"
#include "support/catch.hpp"

namespace herd::test {
namespace {

TEST_CASE("a shutdown closes idle clients at once") {
    LoneServer lone;
    const auto client = lone.connect();
    const auto served = lone.connect();
    lone.send(served, kiwi + "\n");
    lone.shut_down();
    CHECK(lone.is_closed(client));
    CHECK(lone.is_closed(served));
    CHECK(lone.server().session_count() == 0);
    CHECK_FALSE(lone.server().next_deadline().has_value());
}

TEST_CASE("a shutdown finishes what is owed") {
    LoneServer lone;
    const auto client = lone.connect();
    lone.send(client, kiwi + "\nWHATSAT kiwi 10 1\nhello\n");
    lone.read(client);
    lone.shut_down();
    CHECK_FALSE(lone.is_closed(client));
    lone.answer_places(lone.queries.at(0).id, "{}");
    CHECK(lone.read(client) == kiwi_at + "{}\n\n? hello\n");
    CHECK(lone.is_closed(client));
}

TEST_CASE("a shutdown answers whole lines that wait for their turn") {
    LoneServer lone;
    const auto client = lone.connect();
    lone.stop_reading(client);
    std::string lines;
    for (int i = 0; i < 1000; ++i) lines += std::string(1000, 'x') + "\n";
    lone.send(client, lines);
    const auto read_so_far = 1000 * 1001 - lone.unread(client);
    lone.shut_down();
    lone.resume_reading(client);
    CHECK(lone.read(client).size() == read_so_far / 1001 * 1003);
    CHECK(lone.is_closed(client));
}

TEST_CASE("a shutdown closes a client whose lines end with a turn") {
    for (const int count : {31, 32, 33, 63, 64, 65, 96}) {
        LoneServer lone;
        const auto client = lone.connect();
        std::string lines;
        std::string answers;
        for (int i = 0; i < count; ++i) {
            lines += "a\n";
            answers += "? a\n";
        }
        lone.server().on_client_bytes(lone.id(client), lines, lone.now(), lone.outbox);
        lone.shut_down();
        INFO(count);
        CHECK(lone.read(client) == answers);
        CHECK(lone.is_closed(client));
    }
}

TEST_CASE("half a line is not owed anything when a server shuts down") {
    LoneServer lone;
    const auto client = lone.connect();
    lone.send(client, "hello\nIAMAT kiwi +34-118 10000");
    lone.shut_down();
    CHECK(lone.read(client) == "? hello\n");
    CHECK(lone.is_closed(client));
    CHECK(lone.server().store().size() == 0);
}

TEST_CASE("a last line of a client that had ended is owed its answer when a server shuts down") {
    LoneServer lone;
    const auto client = lone.connect();
    std::string lines = kiwi + "\n";
    for (int i = 0; i < 64; ++i) lines += "WHATSAT kiwi 10 1\n";
    lone.send(client, lines + "hello");
    lone.read(client);
    lone.end(client);
    // The session is full, so that the shell has not heard of the end yet.
    CHECK_FALSE(lone.status(client).wants_input);
    lone.answer_places(lone.queries.at(0).id, "{}");
    lone.read(client);
    lone.shut_down();
    for (std::size_t i = 1; i < 64; ++i) lone.answer_places(lone.queries.at(i).id, "{}");
    const std::string answers = lone.read(client);
    CHECK(answers.substr(answers.size() - 8) == "? hello\n");
    CHECK(lone.is_closed(client));
}

}  // namespace
}  // namespace herd::test

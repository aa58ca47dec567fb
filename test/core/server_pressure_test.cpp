#include <string>
#include <vector>

#include "core/support/kiwi.hpp"
#include "core/support/lone_server.hpp"
#include "core/support/pair_roster.hpp"
#include "support/catch.hpp"

namespace herd::test {
namespace {

std::string repeat(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

TEST_CASE("a client that does not read its answers stops being read") {
    LoneServer lone;
    const auto deaf = lone.connect();
    lone.stop_reading(deaf);
    // Each line makes an answer of about 1 KB.
    const std::string line = std::string(1000, 'x') + "\n";
    constexpr int count = 2000;
    for (int i = 0; i < count / 10; ++i) lone.send(deaf, repeat(line, 10));

    CHECK_FALSE(lone.status(deaf).wants_input);
    // The first write, then as much again as a session holds, and no more is read.
    const std::size_t answered = lone.server().counters().commands;
    CHECK(lone.unwritten(deaf) <= core::Session::output_limit + 2000);
    CHECK(answered * 1003 <= 2 * (core::Session::output_limit + 2000));
    CHECK(lone.unread(deaf) >= (count - answered - 100) * line.size());

    // Others are not hindered.
    CHECK(lone.ask(kiwi + "\n").substr(0, 3) == "AT ");

    // And all is answered once it reads again.
    lone.resume_reading(deaf);
    CHECK(lone.read(deaf) == repeat("? " + line, count));
    CHECK(lone.unread(deaf) == 0);
}

TEST_CASE("a client has at most 64 answers outstanding") {
    LoneServer lone;
    const auto client = lone.connect();
    lone.send(client, kiwi + "\n" + repeat("WHATSAT kiwi 10 1\n", 100));
    CHECK(lone.queries.size() == 64);
    lone.send(client, repeat("WHATSAT kiwi 10 1\n", 100));
    CHECK(lone.queries.size() == 64);
    CHECK(lone.unread(client) == 1800);

    const std::string at_line = lone.read(client);
    int answered = 0;
    while (!lone.queries.empty()) {
        const auto query = lone.queries.front();
        lone.queries.pop_front();
        lone.answer_places(query.id, "{" + std::to_string(answered++) + "}");
        REQUIRE(lone.queries.size() <= 64);
    }
    CHECK(answered == 200);
    std::string expected;
    for (int i = 0; i < 200; ++i) expected += at_line + "{" + std::to_string(i) + "}\n\n";
    CHECK(lone.read(client) == expected);
}

TEST_CASE("answers that wait behind a WHATSAT are bounded too") {
    LoneServer lone;
    const auto client = lone.connect();
    lone.send(client, kiwi + "\nWHATSAT kiwi 10 1\n" + repeat("hello\n", 1000));
    CHECK(lone.server().counters().commands == 1 + 64);
    lone.read(client);
    lone.answer_places(lone.queries.at(0).id, "{}");
    const std::string answers = lone.read(client);
    CHECK(answers.substr(answers.find("? ")) == repeat("? hello\n", 1000));
}

TEST_CASE("a client's lines are answered in turns of 32") {
    LoneServer lone;
    const auto client = lone.connect();
    lone.send(client, repeat("a\n", 32));
    CHECK(lone.turns(client) == 0);
    lone.send(client, repeat("a\n", 33));
    CHECK(lone.turns(client) == 1);
    lone.send(client, repeat("a\n", 320));
    CHECK(lone.turns(client) == 1 + 9);
    CHECK(lone.read(client) == repeat("? a\n", 32 + 33 + 320));
}

TEST_CASE("a client whose lines wait for another turn is not read meanwhile") {
    LoneServer lone;
    const auto client = lone.connect();
    lone.server().on_client_bytes(lone.id(client), repeat("a\n", 40), lone.now(), lone.outbox);
    CHECK(lone.status(client).has_more);
    CHECK_FALSE(lone.status(client).wants_input);
    lone.run();
    CHECK(lone.read(client) == repeat("? a\n", 40));
    CHECK(lone.status(client).wants_input);
}

TEST_CASE("a client that ends behind any number of lines is answered and closed") {
    for (const int count : {31, 32, 33, 63, 64, 65, 1024}) {
        for (const char* rest : {"", "b"}) {
            for (const bool is_deaf : {false, true}) {
                LoneServer lone;
                const auto client = lone.connect();
                if (is_deaf) lone.stop_reading(client);
                lone.send(client, repeat("a\n", count) + rest);
                lone.end(client);
                lone.resume_reading(client);
                INFO(count << " " << rest << " " << is_deaf);
                REQUIRE(lone.read(client) == repeat("? a\n", count) + (*rest ? "? b\n" : ""));
                REQUIRE(lone.is_closed(client));
            }
        }
    }
}

TEST_CASE("garbage at full speed is answered and kept from growing") {
    LoneServer lone;
    const auto client = lone.connect();
    std::string garbage;
    for (int i = 0; i < 100000; ++i) garbage.push_back(static_cast<char>((i * 7919) >> 3));
    for (int i = 0; i < 20; ++i) lone.send(client, garbage);
    CHECK(lone.unread(client) == 0);
    CHECK(lone.server().store().size() == 0);
    CHECK(lone.server().counters().invalid == lone.server().counters().commands);
}

TEST_CASE("a session that was looked at is named again although its output was left") {
    core::Server server(pair_roster(), 0, {}, {}, nullptr);
    const Now now{SteadyTime(std::chrono::seconds(1)), WallTime(std::chrono::seconds(1))};
    core::Outbox outbox;
    const core::SessionId session = server.open_session(now);
    server.on_client_bytes(session, repeat("x\n", 100), now, outbox);
    REQUIRE(outbox.sessions == std::vector{session});
    REQUIRE(server.session_status(session).has_more);
    outbox.clear();
    server.on_client_turn(session, now, outbox);
    CHECK(outbox.sessions == std::vector{session});
}

}  // namespace
}  // namespace herd::test

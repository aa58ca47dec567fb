#include <chrono>
#include <optional>
#include <string>

#include "core/support/kiwi.hpp"
#include "core/support/lone_server.hpp"
#include "support/catch.hpp"

namespace herd::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// The answer to `kiwi` if it is handled so long after the beginning.
std::string kiwi_answer(const std::string& skew = "+1.000000000") {
    return "AT Alford " + skew + " kiwi +34-118 1000000\n";
}

core::ServerOptions options_with(std::optional<nanoseconds> unterminated_after,
                                 std::optional<nanoseconds> close_after) {
    core::ServerOptions options;
    options.unterminated_after = unterminated_after;
    options.close_after = close_after;
    options.places_timeout_document = "{timeout}";
    return options;
}

TEST_CASE("a line without LF that nothing follows for so long counts as a line") {
    LoneServer lone(options_with(seconds(1), {}));
    const auto client = lone.connect();
    lone.send(client, kiwi);
    lone.pass(seconds(1) - nanoseconds(1));
    CHECK(lone.read(client).empty());
    lone.pass(nanoseconds(1));
    CHECK(lone.read(client) == kiwi_answer());
    CHECK_FALSE(lone.is_closed(client));
    CHECK_FALSE(lone.server().next_deadline().has_value());
    // It is over: what comes next begins a new line.
    lone.send(client, "\nNEARBY kiwi 0 0\n");
    CHECK(lone.read(client) == "? \n" + kiwi_answer() + "\n");
}

TEST_CASE("a line that gets its LF in time has no deadline any more") {
    LoneServer lone(options_with(seconds(1), {}));
    const auto client = lone.connect();
    lone.send(client, "hel");
    CHECK(*lone.server().next_deadline() == lone.now().steady + seconds(1));
    lone.send(client, "lo\n");
    CHECK(lone.read(client) == "? hello\n");
    CHECK_FALSE(lone.server().next_deadline().has_value());
}

TEST_CASE("each byte of an unterminated line grants it more time") {
    LoneServer lone(options_with(seconds(1), {}));
    const auto client = lone.connect();
    for (const char c : kiwi) {
        lone.send(client, std::string_view(&c, 1));
        lone.pass(milliseconds(900));
        REQUIRE(lone.read(client).empty());
    }
    lone.pass(milliseconds(100));
    CHECK(lone.read(client).substr(0, 10) == "AT Alford ");
}

TEST_CASE("an unterminated line waits for ever if unterminated_after is off") {
    LoneServer lone(options_with({}, {}));
    const auto client = lone.connect();
    lone.send(client, kiwi);
    CHECK_FALSE(lone.server().next_deadline().has_value());
    lone.pass(std::chrono::hours(100));
    CHECK(lone.read(client).empty());
    lone.send(client, "\n");
    CHECK(lone.read(client) == kiwi_answer("+360000.000000000"));
}

TEST_CASE("an unterminated line behind whole ones counts too") {
    LoneServer lone(options_with(seconds(1), {}));
    const auto client = lone.connect();
    lone.send(client, "hello\n" + kiwi);
    CHECK(lone.read(client) == "? hello\n");
    lone.pass(seconds(1));
    CHECK(lone.read(client) == kiwi_answer());
}

TEST_CASE("an unterminated line behind a WHATSAT keeps its place") {
    LoneServer lone(options_with(seconds(1), {}));
    const auto client = lone.connect();
    lone.send(client, kiwi + "\nWHATSAT kiwi 10 1\nhello");
    lone.read(client);
    lone.pass(seconds(2));
    CHECK(lone.read(client).empty());
    lone.answer_places(lone.queries.at(0).id, "{}");
    CHECK(lone.read(client) == kiwi_answer("+0.000000000") + "{}\n\n? hello\n");
}

TEST_CASE("an unterminated line of a session that is full waits for its turn") {
    LoneServer lone(options_with(seconds(1), {}));
    const auto client = lone.connect();
    std::string lines = kiwi + "\n";
    for (int i = 0; i < 70; ++i) lines += "WHATSAT kiwi 10 1\n";
    lone.send(client, lines + "hello");
    lone.pass(seconds(3));
    CHECK(lone.queries.size() == 64);
    while (!lone.queries.empty()) {
        const auto query = lone.queries.front();
        lone.queries.pop_front();
        lone.answer_places(query.id, "{}");
    }
    const std::string answers = lone.read(client);
    CHECK(answers.substr(answers.size() - 4) == "{}\n\n");
    lone.pass(seconds(1));
    CHECK(lone.read(client) == "? hello\n");
}

TEST_CASE("a connection that has its answers and is silent is closed after close_after") {
    LoneServer lone(options_with(seconds(1), seconds(2)));
    const auto client = lone.connect();
    const auto silent = lone.connect();
    lone.send(client, "hello\n");
    lone.pass(seconds(1));
    lone.send(client, "hello\n");
    lone.pass(seconds(1));
    CHECK(lone.is_closed(silent));
    CHECK_FALSE(lone.is_closed(client));
    lone.pass(seconds(1) - nanoseconds(1));
    CHECK_FALSE(lone.is_closed(client));
    lone.pass(nanoseconds(1));
    CHECK(lone.is_closed(client));
    CHECK(lone.read(client) == "? hello\n? hello\n");
    CHECK_FALSE(lone.server().next_deadline().has_value());
}

TEST_CASE("a connection is never closed for silence if close_after is off") {
    LoneServer lone(options_with(seconds(1), {}));
    const auto client = lone.connect();
    lone.send(client, "hello\n");
    lone.pass(std::chrono::hours(1000));
    CHECK_FALSE(lone.is_closed(client));
}

TEST_CASE("a connection that is owed an answer is not closed for silence") {
    LoneServer lone(options_with(seconds(1), seconds(2)));
    const auto client = lone.connect();
    lone.send(client, kiwi + "\nWHATSAT kiwi 10 1\n");
    lone.pass(seconds(4));
    CHECK_FALSE(lone.is_closed(client));
    lone.pass(seconds(1));
    CHECK(lone.read(client) == kiwi_answer("+0.000000000") + kiwi_answer("+0.000000000") + "{timeout}\n\n");
    lone.pass(seconds(2) - nanoseconds(1));
    CHECK_FALSE(lone.is_closed(client));
    lone.pass(nanoseconds(1));
    CHECK(lone.is_closed(client));
}

TEST_CASE("a connection with output that is not written is not closed for silence") {
    LoneServer lone(options_with(seconds(1), seconds(2)));
    const auto client = lone.connect();
    lone.stop_reading(client);
    lone.send(client, "hello\n");
    lone.pass(seconds(10));
    CHECK_FALSE(lone.is_closed(client));
    CHECK(lone.status(client).wants_input);
    lone.resume_reading(client);
    CHECK(lone.read(client) == "? hello\n");
    lone.pass(seconds(2));
    CHECK(lone.is_closed(client));
}

TEST_CASE("an unterminated line is answered before its connection is closed for silence") {
    LoneServer lone(options_with(seconds(3), seconds(2)));
    const auto client = lone.connect();
    lone.send(client, "hello");
    lone.pass(seconds(3) - nanoseconds(1));
    CHECK_FALSE(lone.is_closed(client));
    lone.pass(nanoseconds(1));
    CHECK(lone.read(client) == "? hello\n");
    lone.pass(seconds(2));
    CHECK(lone.is_closed(client));
}

TEST_CASE("half a line that will never count does not keep a connection open") {
    LoneServer lone(options_with({}, seconds(2)));
    const auto client = lone.connect();
    lone.send(client, "hello");
    lone.pass(seconds(2));
    CHECK(lone.is_closed(client));
    CHECK(lone.read(client).empty());
}

TEST_CASE("a connection that has gone has no deadlines") {
    LoneServer lone(options_with(seconds(1), seconds(2)));
    const auto client = lone.connect();
    lone.send(client, "hello");
    lone.drop(client);
    CHECK_FALSE(lone.server().next_deadline().has_value());
    lone.pass(seconds(10));
}

}  // namespace
}  // namespace herd::test

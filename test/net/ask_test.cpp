// What `herd ask` is made of.

#include "net/ask.hpp"

#include <atomic>
#include <functional>
#include <string>
#include <thread>

#include "support/catch.hpp"
#include "support/live_herd.hpp"

namespace herd::net {
namespace {

using namespace test;

std::function<bool(std::string_view)> hear_into(std::string& heard) {
    return [&heard](std::string_view bytes) {
        heard.append(bytes);
        return true;
    };
}

TEST_CASE("ask says its text and hands on all that the server answers") {
    const HerdPlan plan(single());
    const LiveHerd herd(plan);
    std::string heard;
    const auto asked =
        ask("127.0.0.1", herd.port("Alford"), "one\ntwo\nno end", {patience}, hear_into(heard));
    CHECK(asked);
    CHECK(heard == "? one\n? two\n? no end\n");
}

TEST_CASE("ask finds a server by the name of its host") {
    const HerdPlan plan(single());
    const LiveHerd herd(plan);
    std::string heard;
    CHECK(ask("localhost", herd.port("Alford"), "hello\n", {patience}, hear_into(heard)));
    CHECK(heard == "? hello\n");
}

TEST_CASE("ask can say more than the server takes at once") {
    const HerdPlan plan(single());
    const LiveHerd herd(plan);
    std::string text;
    while (text.size() < 8'000'000) text += "line " + std::to_string(text.size()) + "\n";
    std::string heard;
    CHECK(ask("127.0.0.1", herd.port("Alford"), text, {patience}, hear_into(heard)));
    CHECK(heard.size() ==
          text.size() + 2 * static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
    CHECK(heard.ends_with("? " + text.substr(text.rfind('l'))));
}

TEST_CASE("ask says that nobody listens") {
    const ReservedPort nobody;
    const auto asked =
        ask("127.0.0.1", nobody.number(), "hello\n", {patience}, [](std::string_view) { return true; });
    REQUIRE_FALSE(asked);
    CHECK(asked.error().fault == AskFault::no_connection);
    CHECK(asked.error().why == "Connection refused");
}

TEST_CASE("ask gives up on a server that is silent") {
    const TestListener silent;
    const auto asked =
        ask("127.0.0.1", silent.port(), "hello\n", {std::chrono::milliseconds(20)}, [](std::string_view) {
            FAIL("nothing was said");
            return true;
        });
    REQUIRE_FALSE(asked);
    CHECK(asked.error().fault == AskFault::timeout);
}

TEST_CASE("ask gives up on a server that says a little now and then for ever") {
    TestListener listener;
    std::atomic<bool> is_over = false;
    std::thread server([&] {
        TestClient connection = listener.accept();
        connection.read_line();
        // As long as it is heard, it speaks.
        try {
            while (!is_over) connection.send("more\n");
        } catch (const std::exception&) {
        }
    });
    std::string heard;
    AskPatience limited{patience, std::nullopt, nullptr};
    AskFault expected = AskFault::given_up;
    SECTION("when the whole answer takes too long") {
        limited.deadline = SteadyTime(std::chrono::steady_clock::now()) + std::chrono::milliseconds(50);
        expected = AskFault::timeout;
        const auto asked = ask("127.0.0.1", listener.port(), "hello\n", limited, hear_into(heard));
        REQUIRE_FALSE(asked);
        CHECK(asked.error().fault == expected);
    }
    SECTION("when whoever asked has heard enough") {
        const auto asked = ask("127.0.0.1", listener.port(), "hello\n", limited,
                               [&](std::string_view bytes) { return heard.append(bytes).size() < 10; });
        REQUIRE_FALSE(asked);
        CHECK(asked.error().fault == expected);
        CHECK(heard.starts_with("more\nmore\n"));
    }
    SECTION("when whoever asked is gone") {
        limited.is_over = [&] { return !heard.empty(); };
        const auto asked = ask("127.0.0.1", listener.port(), "hello\n", limited, hear_into(heard));
        REQUIRE_FALSE(asked);
        CHECK(asked.error().fault == expected);
    }
    is_over = true;
    server.join();
}

TEST_CASE("ask hands on what came before the connection was lost") {
    TestListener listener;
    std::thread server([&] {
        TestClient connection = listener.accept();
        connection.send("half an ans");
        connection.read_line();
        connection.reset();
    });
    std::string heard;
    const auto asked = ask("127.0.0.1", listener.port(), "hello\n", {patience}, hear_into(heard));
    server.join();
    REQUIRE_FALSE(asked);
    CHECK(asked.error().fault == AskFault::lost);
}

}  // namespace
}  // namespace herd::net

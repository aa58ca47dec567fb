// What `herd ask` is made of.

#include "net/ask.hpp"

#include <thread>

#include "support/catch.hpp"
#include "support/live_herd.hpp"

namespace herd::net {
namespace {

using namespace test;

TEST_CASE("ask says its text and hands on all that the server answers") {
    const HerdPlan plan(single());
    const LiveHerd herd(plan);
    std::string heard;
    const auto asked = ask("127.0.0.1", herd.port("Alford"), "one\ntwo\nno end", patience,
                           [&](std::string_view bytes) { heard.append(bytes); });
    CHECK(asked);
    CHECK(heard == "? one\n? two\n? no end\n");
}

TEST_CASE("ask finds a server by the name of its host") {
    const HerdPlan plan(single());
    const LiveHerd herd(plan);
    std::string heard;
    CHECK(ask("localhost", herd.port("Alford"), "hello\n", patience,
              [&](std::string_view bytes) { heard.append(bytes); }));
    CHECK(heard == "? hello\n");
}

TEST_CASE("ask can say more than the server takes at once") {
    const HerdPlan plan(single());
    const LiveHerd herd(plan);
    std::string text;
    while (text.size() < 8'000'000) text += "line " + std::to_string(text.size()) + "\n";
    std::string heard;
    CHECK(ask("127.0.0.1", herd.port("Alford"), text, patience,
              [&](std::string_view bytes) { heard.append(bytes); }));
    CHECK(heard.size() ==
          text.size() + 2 * static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
    CHECK(heard.ends_with("? " + text.substr(text.rfind('l'))));
}

TEST_CASE("ask says that nobody listens") {
    const ReservedPort nobody;
    const auto asked = ask("127.0.0.1", nobody.number(), "hello\n", patience, [](std::string_view) {});
    REQUIRE_FALSE(asked);
    CHECK(asked.error().fault == AskFault::no_connection);
    CHECK(asked.error().why == "Connection refused");
}

TEST_CASE("ask gives up on a server that is silent") {
    const TestListener silent;
    const auto asked = ask("127.0.0.1", silent.port(), "hello\n", std::chrono::milliseconds(20),
                           [](std::string_view) { FAIL("nothing was said"); });
    REQUIRE_FALSE(asked);
    CHECK(asked.error().fault == AskFault::timeout);
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
    const auto asked = ask("127.0.0.1", listener.port(), "hello\n", patience,
                           [&](std::string_view bytes) { heard.append(bytes); });
    server.join();
    REQUIRE_FALSE(asked);
    CHECK(asked.error().fault == AskFault::lost);
}

}  // namespace
}  // namespace herd::net

#include <string>

#include "core/support/lone_server.hpp"
#include "support/catch.hpp"

namespace herd::test {
namespace {

/// Puts a phone at a place, and returns its AT line.
std::string place(LoneServer& lone, const std::string& client, const std::string& location) {
    return lone.ask("IAMAT " + client + " " + location + " 1000000\n");
}

TEST_CASE("a NEARBY lists other clients nearest first") {
    LoneServer lone;
    const std::string me = place(lone, "me", "+0+0");
    const std::string far = place(lone, "far", "+0.2+0");
    const std::string near = place(lone, "near", "+0-0.1");
    const std::string out = place(lone, "out", "+0.5+0");
    CHECK(lone.ask("NEARBY me 50 10\n") == me + "NEAR 11.120 " + near + "NEAR 22.239 " + far + "\n");
    CHECK(lone.ask("NEARBY me 50 1\n") == me + "NEAR 11.120 " + near + "\n");
    CHECK(lone.ask("NEARBY me 50 0\n") == me + "\n");
    CHECK(lone.ask("NEARBY me 11.119 10\n") == me + "\n");
    CHECK(lone.ask("NEARBY me 0 10\n") == me + "\n");
}

TEST_CASE("equally near clients are listed by the bytes of their names") {
    LoneServer lone;
    const std::string me = place(lone, "me", "+34-118");
    const std::string b = place(lone, "b", "+34-118");
    const std::string a = place(lone, "a", "+34-118");
    const std::string upper = place(lone, "B", "+34-118");
    const std::string high = place(lone, "\xc3\xa9", "+34-118");
    const std::string head = me + "NEAR 0.000 " + upper + "NEAR 0.000 " + a;
    CHECK(lone.ask("NEARBY me 0 10\n") == head + "NEAR 0.000 " + b + "NEAR 0.000 " + high + "\n");
    CHECK(lone.ask("NEARBY me 0 2\n") == head + "\n");
}

TEST_CASE("a NEARBY sees where clients are now") {
    LoneServer lone;
    const std::string me = place(lone, "me", "+0+0");
    place(lone, "emu", "+0.1+0");
    lone.ask("IAMAT emu +60+60 1000001\n");
    CHECK(lone.ask("NEARBY me 50 10\n") == me + "\n");
}

TEST_CASE("a NEARBY lists up to a thousand clients across the antimeridian") {
    LoneServer lone;
    place(lone, "me", "+0+180");
    std::string all;
    for (int i = 0; i < 1200; ++i) {
        all += "IAMAT phone" + std::to_string(i) + (i % 2 ? " +0.0" : " -0.0") + std::to_string(100 + i) +
               (i % 3 ? "-179.9" : "+179.9") + " 1000000\n";
    }
    lone.ask(all);
    const std::string answer = lone.ask("NEARBY me 50 1000\n");
    std::size_t hits = 0;
    for (std::size_t at = answer.find("\nNEAR "); at != std::string::npos;
         at = answer.find("\nNEAR ", at + 1))
        ++hits;
    CHECK(hits == 1000);
    CHECK(answer.substr(answer.size() - 2) == "\n\n");
}

}  // namespace
}  // namespace herd::test

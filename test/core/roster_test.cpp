#include "core/roster.hpp"

#include <string>

#include "support/catch.hpp"

namespace herd::core {
namespace {

TEST_CASE("a roster finds servers by their whole name and bytes") {
    const Roster roster({"Welsh", "Alford", "alford", "Ball"});
    CHECK(roster.size() == 4);
    CHECK(roster.name(0) == "Welsh");
    for (ServerIndex server = 0; server < roster.size(); ++server) {
        CHECK(*roster.find(roster.name(server)) == server);
    }
    for (const char* name : {"", "Alfor", "Alfords", "BALL", "Zebra", " Ball"}) {
        INFO(name);
        CHECK_FALSE(roster.find(name).has_value());
    }
}

TEST_CASE("an empty roster finds nobody") {
    CHECK_FALSE(Roster({}).find("Alford").has_value());
}

TEST_CASE("a roster that grows finds all that it ever had") {
    Roster roster({"Alford"});
    for (int i = 0; i < 300; ++i) {
        const std::string name = "S" + std::to_string(i);
        CHECK_FALSE(roster.find(name).has_value());
        CHECK(roster.add(name) == static_cast<ServerIndex>(i + 1));
        CHECK(roster.hash(static_cast<ServerIndex>(i + 1)) == Roster({name}).hash(0));
    }
    CHECK(roster.find("Alford") == 0U);
    for (int i = 0; i < 300; ++i)
        CHECK(roster.find("S" + std::to_string(i)) == static_cast<ServerIndex>(i + 1));
    CHECK(roster.size() == 301);
}

}  // namespace
}  // namespace herd::core

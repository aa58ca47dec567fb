#include "core/roster.hpp"

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

}  // namespace
}  // namespace herd::core

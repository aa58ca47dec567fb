// The stage of real sockets by itself.

#include "scenario/live_stage.hpp"

#include <chrono>

#include "support/catch.hpp"
#include "support/reserved_port.hpp"
#include "support/trouble.hpp"

namespace herd::scenario {
namespace {

using namespace std::chrono_literals;

config::Config make_pair() {
    return make_config({{"Here", "There"}});
}

std::unique_ptr<Stage> start(const config::Config& config) {
    auto stage = make_live_stage(config);
    INFO((stage ? "" : stage.error()));
    REQUIRE(stage);
    return std::move(*stage);
}

TEST_CASE("a live stage can do everything") {
    const auto stage = start(make_pair());
    for (const auto ability : {Ability::faults, Ability::trace, Ability::accounting})
        CHECK(stage->can(ability));
    CHECK(stage->servers() == std::vector<std::string>{"Here", "There"});
    CHECK(stage->is_running("There"));
}

TEST_CASE("a stage that cannot have its port says which") {
    auto config = make_pair();
    const test::ReservedPort port;
    config.servers[1].port = port.number();
    const auto first = start(config);
    const auto second = make_live_stage(config);
    REQUIRE_FALSE(second);
    CHECK(has(second.error(), "There cannot listen on 127.0.0.1:" + std::to_string(port.number())));
    CHECK(first->settle(10s, false));
}

TEST_CASE("a stage without a provider of places says what there is") {
    auto config = make_pair();
    config.places.provider = config::PlacesProvider::google;
    config.places.api_key_env = "HERD_TEST_MISSING_KEY";
    const auto stage = make_live_stage(config);
    REQUIRE_FALSE(stage);
    CHECK(
        has(stage.error(), "places.api_key_env: the environment variable HERD_TEST_MISSING_KEY is not set"));
}

TEST_CASE("a message of several lines is answered as one") {
    const auto stage = start(make_pair());
    const auto answers =
        stage->send({{"Here", {"hello", "", "there"}, true}, {"There", {"bye"}, false}}, 10s);
    REQUIRE(answers.size() == 2);
    REQUIRE(answers[0]);
    CHECK(*answers[0] == "? hello\n? \n? there\n");
    REQUIRE(answers[1]);
    CHECK(answers[1]->empty());
    CHECK(stage->settle(10s, false));
}

TEST_CASE("a server that does not answer in time is an error and others have their answers") {
    const auto stage = start(make_pair());
    REQUIRE(stage->apply({fault::Pause{"There"}, std::nullopt}));
    const auto answers = stage->send({{"Here", {"hello"}, true}, {"There", {"hello"}, true}}, 20ms);
    REQUIRE(answers.size() == 2);
    REQUIRE(answers[0]);
    CHECK(*answers[0] == "? hello\n");
    REQUIRE_FALSE(answers[1]);
    CHECK(answers[1].error().starts_with("There at 127.0.0.1:"));
    CHECK(answers[1].error().ends_with(": no answer in time"));
}

TEST_CASE("a fault that ends by itself is waited for and one that does not is not") {
    const auto stage = start(make_pair());
    const fault::Action cut = fault::Cut{{"Here", "There"}};
    REQUIRE(stage->apply({cut, std::nullopt}));
    CHECK(stage->await_lifted(0s));
    REQUIRE(stage->apply({fault::HealAll{}, std::nullopt}));
    REQUIRE(stage->apply({cut, 20ms}));
    CHECK(stage->await_lifted(10s));
    REQUIRE(stage->apply({cut, 1h}));
    const auto lifted = stage->await_lifted(10ms);
    REQUIRE_FALSE(lifted);
    CHECK(lifted.error().why == "a fault that ends by itself is still in force");
    REQUIRE(stage->apply({fault::HealAll{}, std::nullopt}));
    CHECK(stage->await_lifted(10s));
    CHECK(stage->settle(10s, false));
}

TEST_CASE("a stage comes up although a planned fault holds something up") {
    auto config = make_pair();
    config.faults.push_back({{fault::Cut{{"Here", "There"}}, std::nullopt}, 0s});
    const auto stage = start(config);
    const auto answers = stage->send({{"Here", {"IAMAT kiwi +1+1 10"}, true}}, 10s);
    REQUIRE(answers[0]);
    REQUIRE(stage->settle(10s, false));
    const auto record = stage->record("There", "kiwi");
    REQUIRE(record);
    CHECK_FALSE(*record);
}

TEST_CASE("a stage ends while clients still wait for answers") {
    const auto stage = start(make_pair());
    REQUIRE(stage->apply({fault::Pause{"There"}, std::nullopt}));
    const auto sent = stage->send({{"There", {"WHATSAT kiwi 10 1"}, false}}, 10s);
    CHECK(sent[0]);
}

}  // namespace
}  // namespace herd::scenario

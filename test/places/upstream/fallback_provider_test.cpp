#include "places/fallback_provider.hpp"

#include <chrono>
#include <utility>
#include <variant>

#include "support/catch.hpp"

using namespace herd;
using namespace herd::places;
using namespace std::chrono_literals;

namespace {

/// Says always the same, and remembers how long it was given.
class Parrot : public Provider {
public:
    explicit Parrot(Result<Answer, Failure> outcome) : outcome_(std::move(outcome)) {}

    Result<Answer, Failure> look_up(const Question&, const Limits& limits) const override {
        ++asked;
        given = limits;
        return outcome_;
    }

    mutable int asked = 0;
    mutable Limits given;

private:
    Result<Answer, Failure> outcome_;
};

std::shared_ptr<Parrot> good(const std::string& name) {
    Nearby nearby;
    nearby.places.emplace_back().name = name;
    nearby.info_messages = {"hello"};
    return std::make_shared<Parrot>(Answer{nearby});
}

std::shared_ptr<Parrot> bad(std::string status, std::string message) {
    return std::make_shared<Parrot>(unexpected(Failure{std::move(status), std::move(message)}));
}

constexpr Question question{{34, -118}, 10, 5};

}  // namespace

TEST_CASE("the empty provider finds nothing anywhere") {
    const auto answer = make_empty_provider()->look_up(question, {});
    REQUIRE(answer);
    CHECK(std::get<Nearby>(answer->content) == Nearby{});
    CHECK_FALSE(answer->is_substitute);
}

TEST_CASE("the second provider is not asked while the first answers") {
    const auto second = good("second");
    const auto answer =
        make_fallback_provider(good("first"), "google", second, "embedded")->look_up(question, {});
    REQUIRE(answer);
    CHECK(std::get<Nearby>(answer->content).places.front().name == "first");
    CHECK(std::get<Nearby>(answer->content).info_messages == std::vector<std::string>{"hello"});
    CHECK_FALSE(answer->is_substitute);
    CHECK(second->asked == 0);
}

TEST_CASE("the second provider answers for the first, and says why") {
    const auto info = [](const std::shared_ptr<Parrot>& first) {
        const auto answer =
            make_fallback_provider(first, "google", good("second"), "embedded")->look_up(question, {});
        REQUIRE(answer);
        CHECK(answer->is_substitute);
        const auto& nearby = std::get<Nearby>(answer->content);
        CHECK(nearby.places.front().name == "second");
        REQUIRE(nearby.info_messages.size() == 2);
        CHECK(nearby.info_messages.front() == "hello");
        return nearby.info_messages.back();
    };
    CHECK(info(bad("REQUEST_DENIED", "no such key")) ==
          "google failed (REQUEST_DENIED: no such key); these places are from embedded");
    CHECK(info(bad("UNKNOWN_ERROR", "google: connection refused")) ==
          "google failed (UNKNOWN_ERROR: connection refused); these places are from embedded");
    CHECK(info(bad("UNKNOWN_ERROR", "")) == "google failed (UNKNOWN_ERROR); these places are from embedded");
}

TEST_CASE("a document of the second provider stays as it is") {
    const auto second = std::make_shared<Parrot>(Answer{Document("{}")});
    const auto answer = make_fallback_provider(bad("X", ""), "google", second, "file")->look_up(question, {});
    REQUIRE(answer);
    CHECK(answer->is_substitute);
    CHECK(std::get<Document>(answer->content) == "{}");
}

TEST_CASE("if both fail, it is the first that is told of") {
    const auto answer =
        make_fallback_provider(bad("OVER_QUERY_LIMIT", "one"), "google", bad("UNKNOWN_ERROR", "two"), "file")
            ->look_up(question, {});
    REQUIRE_FALSE(answer);
    CHECK(answer.error().status == "OVER_QUERY_LIMIT");
    CHECK(answer.error().message == "one");
}

TEST_CASE("a first provider that takes all its time leaves some to the second") {
    const auto first = bad("UNKNOWN_ERROR", "too slow");
    const auto second = good("second");
    const auto both = make_fallback_provider(first, "google", second, "embedded");
    const SteadyTime now = std::chrono::steady_clock::now();
    CHECK(both->look_up(question, {now + 1h, {}}));
    CHECK(first->given.deadline == now + 1h - 200ms);
    CHECK(second->given.deadline == now + 1h);
    CHECK(both->look_up(question, {now, {}}));
    CHECK(first->given.deadline == now);
    CHECK(both->look_up(question, {}));
    CHECK(first->given.deadline == SteadyTime::max());
}

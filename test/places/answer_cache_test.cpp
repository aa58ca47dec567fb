#include "places/answer_cache.hpp"

#include <chrono>
#include <memory>
#include <string>

#include "support/catch.hpp"

using namespace herd::places;
using namespace std::chrono_literals;
using herd::SteadyTime;

namespace {

constexpr SteadyTime start{};

QuestionKey key(int number) {
    return key_of({{1, 2}, 3, number});
}

std::shared_ptr<const Document> document(std::size_t size = 1) {
    return std::make_shared<const Document>(Document(size, 'x'));
}

}  // namespace

TEST_CASE("an answer is found as long as it is good") {
    AnswerCache cache(10s, 1 << 20);
    const auto kept = document();
    CHECK(cache.find(key(1), start) == nullptr);
    cache.put(key(1), kept, start);
    CHECK(cache.find(key(1), start + 10s - 1ns) == kept);
    CHECK(cache.find(key(2), start) == nullptr);
    CHECK(cache.find(key(1), start + 10s) == nullptr);
    CHECK(cache.size() == 0);
    CHECK(cache.bytes() == 0);
}

TEST_CASE("a newer answer takes the place of an older one") {
    AnswerCache cache(10s, 1 << 20);
    cache.put(key(1), document(1000), start);
    const auto newer = document(2000);
    cache.put(key(1), newer, start + 5s);
    CHECK(cache.find(key(1), start + 12s) == newer);
    CHECK(cache.size() == 1);
    CHECK(cache.bytes() >= 2000);
    CHECK(cache.bytes() < 3000);
}

TEST_CASE("where there is no more room the answer goes that was used least recently") {
    AnswerCache cache(1h, 3500);
    for (int i = 0; i < 3; ++i) CHECK(cache.put(key(i), document(900), start) == 0);
    CHECK(cache.find(key(0), start));
    CHECK(cache.put(key(3), document(900), start) == 1);
    CHECK(cache.find(key(0), start));
    CHECK_FALSE(cache.find(key(1), start));
    CHECK(cache.find(key(2), start));
    CHECK(cache.put(key(4), document(2500), start) == 3);
    CHECK(cache.size() == 1);
    CHECK(cache.bytes() <= 3500);
}

TEST_CASE("an answer that is larger than the cache is not kept and leaves the others alone") {
    AnswerCache cache(1h, 3500);
    cache.put(key(1), document(), start);
    CHECK(cache.put(key(2), document(4000), start) == 0);
    CHECK_FALSE(cache.find(key(2), start));
    CHECK(cache.find(key(1), start));
}

TEST_CASE("a cache without a lifetime keeps nothing") {
    AnswerCache cache(0s, 1 << 20);
    CHECK_FALSE(cache.keeps_anything());
    CHECK(cache.put(key(1), document(), start) == 0);
    CHECK_FALSE(cache.find(key(1), start));
    CHECK(cache.size() == 0);
}

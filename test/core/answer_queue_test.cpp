#include "core/answer_queue.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

namespace herd::core {
namespace {

using Texts = std::vector<std::string>;

Texts advance(AnswerQueue& queue) {
    Texts answers;
    queue.advance([&answers](std::string_view answer) { answers.emplace_back(answer); });
    return answers;
}

TEST_CASE("an answer that nothing waits before goes out at once") {
    AnswerQueue queue;
    CHECK(queue.add("a\n"));
    CHECK(queue.add("b\n"));
    CHECK(queue.output() == "a\nb\n");
    CHECK(queue.waiting() == 0);
    CHECK(queue.bytes() == 4);
}

TEST_CASE("answers leave in the order of their commands") {
    AnswerQueue queue;
    queue.await(1, "first ");
    CHECK_FALSE(queue.add("second\n"));
    queue.await(3, "third ");
    CHECK_FALSE(queue.add("fourth\n"));
    CHECK(queue.waiting() == 4);

    queue.complete(3, "now\n");
    CHECK(advance(queue).empty());
    CHECK(queue.output().empty());

    queue.complete(1, "later\n");
    CHECK(advance(queue) == Texts{"first later\n", "second\n", "third now\n", "fourth\n"});
    CHECK(queue.output() == "first later\nsecond\nthird now\nfourth\n");
    CHECK(queue.waiting() == 0);
    CHECK(queue.add("fifth\n"));
}

TEST_CASE("answers behind one that waits still wait") {
    AnswerQueue queue;
    queue.await(1, "a");
    queue.await(2, "b");
    queue.add("c");
    queue.complete(1, "1");
    CHECK(advance(queue) == Texts{"a1"});
    CHECK(queue.waiting() == 2);
    CHECK_FALSE(queue.add("d"));
}

TEST_CASE("what nobody waits for is ignored") {
    AnswerQueue queue;
    queue.complete(7, "lost");
    queue.await(1, "a");
    queue.complete(7, "lost");
    queue.complete(1, "b");
    queue.complete(1, "again");
    CHECK(advance(queue) == Texts{"ab"});
    CHECK(queue.bytes() == 2);
}

TEST_CASE("bytes of all answers are counted until they are taken") {
    AnswerQueue queue;
    queue.add("12345");
    queue.await(1, "123");
    queue.add("12");
    CHECK(queue.bytes() == 10);
    queue.complete(1, "4567");
    CHECK(queue.bytes() == 14);
    advance(queue);
    CHECK(queue.bytes() == 14);
    queue.output().clear();
    CHECK(queue.bytes() == 0);
}

}  // namespace
}  // namespace herd::core

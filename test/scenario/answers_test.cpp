// A server's bytes as the answers to a client's lines.

#include "scenario/answers.hpp"

#include "support/catch.hpp"

namespace herd::scenario {
namespace {

TEST_CASE("an answer of one line is whole at its line feed") {
    Answers answers({"IAMAT kiwi +1+1 1"});
    answers.append("AT Alford +0.1 kiwi +1+1 1");
    CHECK_FALSE(answers.is_whole());
    answers.append("\n");
    CHECK(answers.is_whole());
    CHECK(answers.bytes() == "AT Alford +0.1 kiwi +1+1 1\n");
}

TEST_CASE("an answer of a block is whole at its empty line") {
    for (const auto* line : {"WHATSAT kiwi 1 1", "  NEARBY\tkiwi 1 1 "}) {
        Answers answers({line});
        answers.append("AT Alford +0.1 kiwi +1+1 1\n{\n}\n");
        CHECK_FALSE(answers.is_whole());
        answers.append("\n");
        CHECK(answers.is_whole());
    }
}

TEST_CASE("a block that is refused is one line") {
    for (const auto* line : {"WHATSAT kiwi 1 1", "NEARBY kiwi 1 1"}) {
        Answers answers({line});
        answers.append("? " + std::string(line) + "\n");
        CHECK(answers.is_whole());
    }
}

TEST_CASE("answers to several lines are counted one by one in whatever pieces they come") {
    const std::string text = "AT A +0.1 kiwi +1+1 1\n? x\nAT A +0.1 kiwi +1+1 1\n{\n}\n\n? \nAT A 1\n\n";
    const std::vector<std::string> lines{"IAMAT kiwi +1+1 1", "x", "WHATSAT kiwi 1 1", "", "NEARBY kiwi 1 1"};
    for (std::size_t size = 1; size <= text.size(); ++size) {
        Answers answers(lines);
        for (std::size_t i = 0; i < text.size(); i += size) {
            CHECK_FALSE(answers.is_whole());
            answers.append(std::string_view(text).substr(i, size));
        }
        CHECK(answers.is_whole());
        CHECK(answers.bytes() == text);
    }
    Answers half(lines);
    half.append("AT A +0.1 kiwi +1+1 1\n? x\nAT A");
    CHECK(half.complete() == 2);
}

TEST_CASE("no lines have no answers") {
    CHECK(Answers({}).is_whole());
}

TEST_CASE("what comes behind the last answer does not matter") {
    Answers answers({"x"});
    answers.append("? x\nmore\n");
    CHECK(answers.is_whole());
    answers.append("and more");
    CHECK(answers.complete() == 1);
}

}  // namespace
}  // namespace herd::scenario

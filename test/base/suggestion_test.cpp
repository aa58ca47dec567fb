#include "base/suggestion.hpp"

#include <string>

#include "support/catch.hpp"

namespace herd {
namespace {

TEST_CASE("a slip of one letter is one edit") {
    CHECK(edit_distance("port", "port") == 0);
    CHECK(edit_distance("prt", "port") == 1);
    CHECK(edit_distance("poort", "port") == 1);
    CHECK(edit_distance("part", "port") == 1);
    CHECK(edit_distance("prot", "port") == 1);
    CHECK(edit_distance("PORT", "port") == 0);
    CHECK(edit_distance("", "port") == 4);
    CHECK(edit_distance("port", "") == 4);
    CHECK(edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("the nearest word is suggested") {
    CHECK(find_near_word("hsot", {"port", "host"}) == "host");
    CHECK(find_near_word("messages", {"message", "messages"}) == "messages");
    CHECK(find_near_word("alford", {"Alford", "Ball"}) == "Alford");
    CHECK(find_near_word("google_legacy", {"google", "google-legacy"}) == "google-legacy");
}

TEST_CASE("a word that is near to none has no suggestion") {
    CHECK(find_near_word("xyzzy", {"port", "host"}).empty());
    CHECK(find_near_word("A", {"B"}).empty());
    CHECK(find_near_word("", {"a"}).empty());
    CHECK(find_near_word("port", {}).empty());
    CHECK(find_near_word(std::string(100000, 'x'), {std::string_view("xxx")}).empty());
}

}  // namespace
}  // namespace herd

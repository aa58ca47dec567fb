#include "base/columns.hpp"

#include "support/catch.hpp"

namespace herd {
namespace {

TEST_CASE("cells are under one another and no line ends with a space") {
    CHECK(
        format_columns({{"Zürich", "b", ""}, {"a", "long", "x"}, {"a lonely cell is as long as it likes"}}) ==
        "  Zürich  b\n"
        "  a       long  x\n"
        "  a lonely cell is as long as it likes\n");
    CHECK(format_columns({}).empty());
}

TEST_CASE("one is singular") {
    CHECK(format_count(1, "message") == "1 message");
    CHECK(format_count(0, "message") == "0 messages");
}

TEST_CASE("what a list does not show is counted") {
    CHECK(format_list({"a", "b", "c"}, 3) == "a, b, c");
    CHECK(format_list({"a", "b", "c"}, 2) == "a, b and 1 more");
    CHECK(format_list({}, 2).empty());
}

}  // namespace
}  // namespace herd

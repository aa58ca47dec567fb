#include <string>

#include "core/support/lone_server.hpp"
#include "support/catch.hpp"

namespace herd::test {
namespace {

TEST_CASE("an IAMAT is answered with what the client wrote") {
    LoneServer lone;
    lone.set_wall(nanoseconds(1479413884'655887836));
    CHECK(lone.ask("IAMAT kiwi.cs.ucla.edu +34.068930-118.445127 1479413884.392014450\n") ==
          "AT Alford +0.263873386 kiwi.cs.ucla.edu +34.068930-118.445127 1479413884.392014450\n");
    lone.set_wall(std::chrono::seconds(1'000'000));
    CHECK(lone.ask("\t IAMAT\r emu  +3400.00-118/ \f 01000000.5\v \n") ==
          "AT Alford -0.500000000 emu +3400.00-118/ 01000000.5\n");
}

TEST_CASE("a stale IAMAT is answered with the record that is kept") {
    LoneServer lone;
    const std::string kept = lone.ask("IAMAT kiwi +34.0-118/ 2000000.50\n");
    CHECK(kept == "AT Alford -1000000.500000000 kiwi +34.0-118/ 2000000.50\n");
    lone.pass(std::chrono::seconds(10));
    CHECK(lone.ask("IAMAT kiwi +1+1 2000000.499999999\n") == kept);
    CHECK(lone.ask("IAMAT kiwi +1+1 0\n") == kept);
    // Equal times and a later receipt.
    CHECK(lone.ask("IAMAT kiwi +1+1 2000000.5\n") == kept);
    CHECK(lone.ask("IAMAT kiwi +34.0-118/ 2000000.50\n") == kept);
    CHECK(lone.server().counters().updates == 1);
    CHECK(lone.server().counters().commands == 5);
    CHECK(lone.server().counters().invalid == 0);
}

TEST_CASE("a newer IAMAT takes the place of the one before") {
    LoneServer lone;
    lone.ask("IAMAT kiwi +34-118 1000000\n");
    const std::string newer = lone.ask("IAMAT kiwi +35-119 1000000.000000001\n");
    CHECK(newer == "AT Alford +0.000000000 kiwi +35-119 1000000.000000001\n");
    CHECK(lone.ask("NEARBY kiwi 0 0\n") == newer + "\n");
    CHECK(lone.server().counters().updates == 2);
}

TEST_CASE("of IAMATs with equal times in one segment the first wins") {
    LoneServer lone;
    const std::string first = "AT Alford +0.000000000 kiwi +9+9 1000000\n";
    CHECK(lone.ask("IAMAT kiwi +9+9 1000000\nIAMAT kiwi +1+1 1000000\nIAMAT kiwi +0+0 1000000.0\n") ==
          first + first + first);
}

TEST_CASE("commands of one instant have receipts of their own in their order") {
    LoneServer lone;
    CHECK(lone.ask("IAMAT a +1+1 1000000\nIAMAT b +1+1 1000000\nIAMAT c +1+1 1000000\n") ==
          "AT Alford +0.000000000 a +1+1 1000000\n"
          "AT Alford +0.000000001 b +1+1 1000000\n"
          "AT Alford +0.000000002 c +1+1 1000000\n");
}

TEST_CASE("a clock that was set back is followed") {
    LoneServer lone;
    lone.ask("IAMAT a +1+1 1000000\n");
    lone.set_wall(std::chrono::seconds(999'000));
    CHECK(lone.ask("IAMAT b +1+1 999000\n") == "AT Alford +0.000000000 b +1+1 999000\n");
}

}  // namespace
}  // namespace herd::test

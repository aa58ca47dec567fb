#include <herd/catch.hpp>

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#endif

using namespace herd::scenario;
using namespace std::chrono_literals;

TEST_CASE("an update goes the long way round when a link is cut") {
    Herd herd;  // the classic ring, on free ports
    herd.cut("Alford", "Welsh");
    herd.send("Alford", "IAMAT kiwi +34.068930-118.445127 1479413884.392014450");
    herd.settle();

    CHECK_THAT(herd.update("kiwi"),
               arrives_in_order({{"Alford"}, {"Hamilton"}, {"Holiday"}, {"Ball"}, {"Welsh"}}));
    CHECK_THAT(herd.update("kiwi"), takes_messages(4));
    CHECK_THAT(herd.records("kiwi"),
               converges_on("AT Alford * kiwi +34.068930-118.445127 1479413884.392014450"));
}

TEST_CASE("both sides of a split herd agree once it is whole again") {
    Herd herd(make_ring(6));
    herd.split({{"S000", "S001", "S002"}, {"S003", "S004", "S005"}});
    herd.race({{"S000", "IAMAT kiwi +1+1 10"}, {"S004", "IAMAT kiwi +2+2 11"}});
    herd.settle();
    CHECK_THAT(herd.update("kiwi"), reaches_only({"S003", "S004", "S005"}));

    herd.heal_all();
    herd.settle();
    CHECK_THAT(herd.records("kiwi"), converges_on("AT S004 * kiwi +2+2 11"));
    CHECK_THAT(herd.update("kiwi"), never_goes_back());
}

#include "fault/pace.hpp"

#include "fault/limits.hpp"
#include "fault/random.hpp"
#include "support/catch.hpp"
#include "support/fake_target.hpp"

namespace herd::fault {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_CASE("a byte has crossed at the end of its time") {
    Pace pace;
    pace.start(3, at({}));
    CHECK(pace.allowance(at(nanoseconds(333'333'333))) == 0);
    CHECK(pace.allowance(at(nanoseconds(333'333'334))) == 1);
    CHECK(pace.time_of(1) == at(nanoseconds(333'333'334)));
    CHECK(pace.time_of(3) == at(seconds(1)));
    CHECK(pace.allowance(at(nanoseconds(-1))) == 0);
}

TEST_CASE("a busy line carries exactly its rate however long and however it is asked") {
    for (const std::uint64_t rate : {std::uint64_t{1}, std::uint64_t{3}, std::uint64_t{999'999'937},
                                     std::uint64_t{10'240}, largest_rate}) {
        CAPTURE(rate);
        Random random(rate);
        Pace pace;
        pace.start(rate, at({}));
        std::uint64_t carried = 0;
        nanoseconds time{};
        while (time < hours(30)) {
            time += nanoseconds(static_cast<std::int64_t>(random.below(20'000'000'000)));
            const std::uint64_t allowance = pace.allowance(at(time));
            // Sometimes only a part is taken: the rest is not lost.
            const std::uint64_t taken = random.below(3) == 0 ? allowance : random.below(allowance + 1);
            pace.spend(taken);
            carried += taken;
        }
        const auto whole = static_cast<std::uint64_t>(time / seconds(1));
        const auto part = static_cast<std::uint64_t>((time % seconds(1)).count());
        CHECK(carried + pace.allowance(at(time)) == whole * rate + part * rate / 1'000'000'000);
    }
}

TEST_CASE("the time of a byte is the first moment at which it may go") {
    Random random(5);
    for (int i = 0; i < 2000; ++i) {
        Pace pace;
        pace.start(1 + random.below(100'000), at({}));
        const nanoseconds now(static_cast<std::int64_t>(random.below(5'000'000'000)));
        pace.spend(pace.allowance(at(now)));
        const std::uint64_t count = 1 + random.below(10'000);
        const SteadyTime time = pace.time_of(count);
        REQUIRE(Pace(pace).allowance(time) == count);
        REQUIRE(Pace(pace).allowance(time - nanoseconds(1)) == count - 1);
    }
}

TEST_CASE("the time of a byte that could have gone long ago is in the past") {
    Pace pace;
    pace.start(2, at({}));
    CHECK(pace.allowance(at(seconds(5))) == 10);
    CHECK(pace.time_of(7) == at(milliseconds(3500)));
    CHECK(pace.time_of(8) == at(seconds(4)));
}

TEST_CASE("an idle line saves nothing up and a busy one loses nothing") {
    Pace pace;
    pace.start(1000, at({}));
    pace.await(at(seconds(10)));
    CHECK(pace.allowance(at(seconds(11))) == 1000);
    pace.spend(500);
    // It has been busy until 10.5 s.
    pace.await(at(milliseconds(10'400)));
    CHECK(pace.allowance(at(seconds(11))) == 500);
    pace.await(at(milliseconds(10'600)));
    CHECK(pace.allowance(at(seconds(11))) == 400);
}

}  // namespace
}  // namespace herd::fault

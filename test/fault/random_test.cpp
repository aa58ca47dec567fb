#include "fault/random.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "support/catch.hpp"

namespace herd::fault {
namespace {

constexpr int draws = 200'000;

// The moments of many draws.
struct Moments {
    double mean = 0;
    double deviation = 0;
    double skew = 0;
};

template <class Draw>
Moments measure(Draw draw) {
    std::vector<double> values;
    Moments moments;
    for (int i = 0; i < draws; ++i) {
        values.push_back(draw());
        moments.mean += values.back() / draws;
    }
    double cubes = 0;
    for (const double value : values) {
        const double gap = value - moments.mean;
        moments.deviation += gap * gap / draws;
        cubes += gap * gap * gap / draws;
    }
    moments.deviation = std::sqrt(moments.deviation);
    moments.skew = cubes / std::pow(moments.deviation, 3);
    return moments;
}

TEST_CASE("numbers below a limit are even and never reach it") {
    Random random(1);
    std::vector<int> counts(7);
    for (int i = 0; i < draws; ++i) ++counts.at(random.below(7));
    for (const int count : counts) CHECK(std::abs(count - draws / 7) < 800);
    CHECK(random.below(1) == 0);
    // A remainder alone would make those below a third of this limit twice as likely.
    const std::uint64_t limit = std::uint64_t{3} << 62;
    int low = 0;
    for (int i = 0; i < 10'000; ++i) {
        const std::uint64_t number = random.below(limit);
        REQUIRE(number < limit);
        if (number < limit / 3) ++low;
    }
    CHECK(std::abs(low - 3333) < 200);
}

TEST_CASE("exponential numbers have mean and deviation of one") {
    Random random(2);
    double least = 1;
    const auto moments = measure([&] {
        const double value = random.exponential();
        least = std::min(least, value);
        return value;
    });
    CHECK(std::abs(moments.mean - 1) < 0.01);
    CHECK(std::abs(moments.deviation - 1) < 0.02);
    CHECK(std::abs(moments.skew - 2) < 0.2);
    CHECK(least >= 0);
}

TEST_CASE("normal numbers have mean nought and deviation one and two tails") {
    Random random(3);
    int beyond = 0;
    const auto moments = measure([&] {
        const double value = random.normal();
        if (std::abs(value) > 2) ++beyond;
        return value;
    });
    CHECK(std::abs(moments.mean) < 0.01);
    CHECK(std::abs(moments.deviation - 1) < 0.01);
    CHECK(std::abs(moments.skew) < 0.03);
    CHECK(std::abs(beyond / double(draws) - 0.0455) < 0.002);
}

TEST_CASE("the numbers of a seed are the same everywhere") {
    // Computed apart from the definition of the engine: every compiler and library has to draw them.
    Random random(42);
    CHECK(random.below(1000) == 406);
    CHECK(random.exponential() == 0x1.472f1f73724a0p-1);
    CHECK(random.normal() == 0x1.032b846d0bbd4p+0);
}

TEST_CASE("shuffling makes each order of three") {
    Random random(4);
    std::vector<int> counts(6);
    for (int i = 0; i < 6000; ++i) {
        std::vector<int> list{0, 1, 2};
        random.shuffle(list);
        REQUIRE(std::is_permutation(list.begin(), list.end(), std::vector<int>{0, 1, 2}.begin()));
        ++counts[static_cast<std::size_t>(list[0] * 2 + (list[1] > list[2] ? 1 : 0))];
    }
    for (const int count : counts) CHECK(std::abs(count - 1000) < 150);
}

}  // namespace
}  // namespace herd::fault

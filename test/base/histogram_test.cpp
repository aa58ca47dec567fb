#include "base/histogram.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "support/catch.hpp"

namespace herd {
namespace {

/// Durations from a nanosecond to an hour, as many of each order of magnitude.
std::vector<nanoseconds> draw_durations(std::size_t count, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> exponent(0, std::log10(3.6e12));
    std::vector<nanoseconds> durations;
    for (std::size_t i = 0; i < count; ++i)
        durations.emplace_back(static_cast<std::int64_t>(std::pow(10, exponent(random))));
    return durations;
}

nanoseconds exact_quantile(std::vector<nanoseconds> sorted, double part) {
    std::sort(sorted.begin(), sorted.end());
    const auto rank = std::max(1.0, std::ceil(part * static_cast<double>(sorted.size())));
    return sorted[static_cast<std::size_t>(rank) - 1];
}

TEST_CASE("quantiles are within one percent of exact ones from a nanosecond to an hour") {
    for (const std::size_t count : {1, 2, 10, 1000, 100'000}) {
        const auto durations = draw_durations(count, static_cast<unsigned>(count));
        Histogram histogram;
        double sum = 0;
        for (const auto duration : durations) {
            histogram.record(duration);
            sum += static_cast<double>(duration.count());
        }
        CHECK(histogram.count() == count);
        CHECK(histogram.max() == *std::max_element(durations.begin(), durations.end()));
        CHECK(std::abs(histogram.mean_ns() * static_cast<double>(count) - sum) <= sum * 1e-9);
        for (const double part : {0.0, 0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1.0}) {
            const auto exact = static_cast<double>(exact_quantile(durations, part).count());
            const auto told = static_cast<double>(histogram.quantile(part).count());
            CAPTURE(count, part);
            CHECK(std::abs(told - exact) <= exact * 0.01);
        }
    }
}

TEST_CASE("every single duration is told to within one percent") {
    for (const auto duration : draw_durations(20'000, 7)) {
        Histogram histogram;
        histogram.record(duration);
        // The maximum is exact and hides the error, so something longer is recorded, too.
        histogram.record(Histogram::longest);
        const auto exact = static_cast<double>(duration.count());
        const auto error = std::abs(static_cast<double>(histogram.quantile(0.5).count()) - exact);
        if (error > exact * 0.01) FAIL(duration.count());
    }
}

TEST_CASE("short durations are told exactly") {
    for (std::int64_t ns = 0; ns < 256; ++ns) {
        Histogram histogram;
        histogram.record(nanoseconds(ns));
        histogram.record(std::chrono::hours(1));
        if (histogram.quantile(0.5) != nanoseconds(ns)) FAIL(ns);
    }
}

TEST_CASE("what is out of range counts at its ends") {
    Histogram histogram;
    histogram.record(nanoseconds(-5));
    CHECK(histogram.max() == nanoseconds(0));
    CHECK(histogram.quantile(1) == nanoseconds(0));
    histogram.record(std::chrono::hours(100));
    CHECK(histogram.max() == Histogram::longest);
    CHECK(histogram.count() == 2);
}

TEST_CASE("merged histograms tell what one of all would tell") {
    Histogram all, first, second;
    const auto durations = draw_durations(3000, 3);
    for (std::size_t i = 0; i < durations.size(); ++i) {
        all.record(durations[i]);
        (i % 3 == 0 ? first : second).record(durations[i]);
    }
    first.merge(second);
    CHECK(first.count() == all.count());
    CHECK(first.max() == all.max());
    CHECK(first.mean_ns() == all.mean_ns());
    for (const double part : {0.0, 0.25, 0.5, 0.99, 1.0}) CHECK(first.quantile(part) == all.quantile(part));
}

TEST_CASE("a histogram of nothing tells zero") {
    const Histogram histogram;
    CHECK(histogram.count() == 0);
    CHECK(histogram.mean_ns() == 0);
    CHECK(histogram.max() == nanoseconds(0));
    CHECK(histogram.quantile(0.5) == nanoseconds(0));
}

}  // namespace
}  // namespace herd

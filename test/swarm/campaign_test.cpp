// Many seeds in many processes.

#include "swarm/campaign.hpp"

#include <chrono>
#include <csignal>
#include <string>
#include <unistd.h>

#include "support/catch.hpp"
#include "swarm/draw.hpp"
#include "swarm/report_wire.hpp"

namespace herd::swarm {
namespace {

using scenario::Outcome;

/// A seed that ends with 7 fails, one that ends with 9 does not settle.
Report pretend(std::uint64_t seed) {
    Report report;
    report.seed = seed;
    report.fingerprint = seed * seed;
    report.coverage[Coverage::updates] = seed;
    if (seed % 10 == 7) report.outcome = Outcome::failed;
    if (seed % 10 == 9) report.outcome = Outcome::unsettled;
    if (report.outcome != Outcome::passed) report.troubles = {"pretended", "again"};
    return report;
}

CampaignOptions of(std::uint64_t seeds, std::size_t jobs) {
    CampaignOptions options;
    options.seeds = seeds;
    options.jobs = jobs;
    return options;
}

TEST_CASE("what becomes of many seeds does not depend on how many processes play them") {
    const auto one = run_campaign(pretend, of(300, 1));
    CHECK(one.seeds == 300);
    CHECK(one.failed == 30);
    CHECK(one.unsettled == 30);
    CHECK(one.coverage[Coverage::updates] == 300 * 301 / 2);
    REQUIRE(one.failures.size() == most_failures);
    CHECK(one.failures[0].seed == 7);
    CHECK(one.failures[1].seed == 9);
    CHECK(one.failures.back().seed == 99);
    for (const std::size_t jobs : {2, 5}) {
        const auto many = run_campaign(pretend, of(300, jobs));
        CHECK(many.fingerprint == one.fingerprint);
        CHECK(many.coverage == one.coverage);
        CHECK(many.failed == one.failed);
        REQUIRE(many.failures.size() == one.failures.size());
        for (std::size_t i = 0; i < one.failures.size(); ++i)
            CHECK(many.failures[i].seed == one.failures[i].seed);
    }
    CHECK(run_campaign(pretend, of(299, 2)).fingerprint != one.fingerprint);
}

TEST_CASE("a seed that ends the program is told and the others are played") {
    const auto run = [](std::uint64_t seed) {
        if (seed == 5) std::raise(SIGKILL);
        if (seed == 6) _exit(3);
        return pretend(seed);
    };
    for (const std::size_t jobs : {1, 3}) {
        const auto summary = run_campaign(run, of(20, jobs));
        CHECK(summary.seeds == 20);
        CHECK(summary.failed == 4);
        REQUIRE(summary.failures.size() == 6);
        CHECK(summary.failures[0].seed == 5);
        CHECK(summary.failures[0].trouble() == "crash");
        CHECK(summary.failures[0].text == "the program was ended by signal 9 (Killed)");
        CHECK(summary.failures[1].text == "the program ended with exit status 3");
    }
    const auto alone = run_apart([&] { return run(5); }, 5);
    CHECK(alone.seed == 5);
    CHECK(alone.trouble() == "crash");
}

TEST_CASE("many programs may end at once") {
    const auto run = [](std::uint64_t seed) {
        if (seed % 3 != 0) _exit(3);
        return pretend(seed);
    };
    // Powers of two: arrays of so many have no room to spare, in which a look at one more would not be seen.
    for (const std::size_t jobs : {2, 4, 8}) {
        const auto summary = run_campaign(run, of(60, jobs));
        CHECK(summary.seeds == 60);
        CHECK(summary.failed == 40 + 2);
    }
}

TEST_CASE("a seed that does not end is told") {
    const auto run = [](std::uint64_t seed) {
        while (seed == 2) pause();
        return pretend(seed);
    };
    auto options = of(3, 1);
    options.patience = std::chrono::milliseconds(50);
    const auto summary = run_campaign(run, options);
    CHECK(summary.seeds == 3);
    REQUIRE(summary.failures.size() == 1);
    CHECK(summary.failures[0].seed == 2);
    CHECK(summary.failures[0].trouble() == "hang");
    CHECK(summary.failures[0].text == "the program did not end in 50ms");
}

TEST_CASE("a campaign ends in order when it is stopped or its time is over") {
    auto options = of(1000, 2);
    std::size_t asked = 0;
    options.is_stopped = [&asked] { return ++asked > 10; };
    const auto stopped = run_campaign(pretend, options);
    CHECK(stopped.is_stopped);
    CHECK(stopped.seeds == 10);
    CampaignOptions timed;
    timed.time = std::chrono::milliseconds(20);
    const auto summary = run_campaign(pretend, timed);
    CHECK(summary.seeds > 0);
    CHECK_FALSE(summary.is_stopped);
}

TEST_CASE("a report crosses from one process to another as it is") {
    Report report = pretend(17);
    report.text = std::string("a\0b\n", 4);
    report.coverage.faults_by_kind[3] = 4;
    const auto again = unpack_report(pack_report(report));
    CHECK(again.seed == 17);
    CHECK(again.outcome == Outcome::failed);
    CHECK(again.troubles == report.troubles);
    CHECK(again.text == report.text);
    CHECK(again.fingerprint == report.fingerprint);
    CHECK(again.coverage == report.coverage);
}

TEST_CASE("a hundred seeds pass however many processes play them") {
    const auto run_seed = [](std::uint64_t seed) { return run_twice(draw(seed), seed); };
    const auto summary = run_campaign(run_seed, of(100, 2));
    for (const auto& failure : summary.failures)
        UNSCOPED_INFO("seed " << failure.seed << ": " << failure.text);
    CHECK(summary.failed == 0);
    CHECK(summary.unsettled == 0);
    for (const auto count : {Coverage::faults, Coverage::updates, Coverage::ties, Coverage::resynced,
                             Coverage::restarts, Coverage::duplicates, Coverage::stale, Coverage::grafts}) {
        CHECK(summary.coverage[count] > 0);
    }
    CHECK(run_campaign(run_seed, of(100, 1)).fingerprint == summary.fingerprint);
}

}  // namespace
}  // namespace herd::swarm

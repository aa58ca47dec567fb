// What a seed draws.

#include "swarm/draw.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <variant>

#include "../scenario/support/same.hpp"
#include "core/hash.hpp"
#include "fault/fault.hpp"
#include "scenario/scenario_writer.hpp"
#include "support/catch.hpp"

namespace herd::swarm {
namespace {

using scenario::format_scenario;

std::size_t count_faults(const scenario::Scenario& scenario, std::string_view verb) {
    return static_cast<std::size_t>(
        std::count_if(scenario.steps.begin(), scenario.steps.end(), [&](const auto& step) {
            const auto* fault = std::get_if<fault::Fault>(&step.verb);
            return fault && fault::format_verb(fault->action) == verb;
        }));
}

TEST_CASE("what a seed draws is a good scenario file that reads back as what it was") {
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        CAPTURE(seed);
        auto scenario = draw(seed);
        const auto text = format_scenario(scenario);
        CHECK(text.size() < std::size_t{1} << 20);  // what a file may have
        const auto read = scenario::parse_scenario(text, "/a.toml");
        std::string faults;
        if (!read) {
            for (const auto& fault : read.error()) faults += config::format_fault(fault) + "\n";
        }
        REQUIRE(faults == "");
        scenario.config.log.directory = read->config.log.directory;
        CHECK(scenario::same(*read, scenario));
    }
}

TEST_CASE("a seed draws the same everywhere and each seed something else") {
    std::set<std::string> texts;
    std::string all;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const auto text = format_scenario(draw(seed));
        CHECK(format_scenario(draw(seed)) == text);
        texts.insert(text);
        all += text;
    }
    CHECK(texts.size() == 100);
    // Of every compiler and library. What is drawn may be changed; then this changes, too.
    CHECK(core::hash_bytes(all) == 7867519107043693048U);
}

TEST_CASE("seeds draw every shape of a herd and every kind of fault and all kinds of lines") {
    std::set<std::string> verbs;
    std::set<std::size_t> sizes;
    std::size_t without_faults = 0;
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        const auto scenario = draw(seed);
        sizes.insert(scenario.config.servers.size());
        bool has_faults = false;
        for (const auto& step : scenario.steps) {
            const auto* fault = std::get_if<fault::Fault>(&step.verb);
            if (fault) verbs.insert(fault::format_verb(fault->action));
            has_faults = has_faults || (fault && fault::format_verb(fault->action) != "heal");
        }
        if (!has_faults) ++without_faults;
    }
    CHECK(sizes == std::set<std::size_t>{1, 2, 3, 4, 5, 6, 7, 8, 9});
    for (const auto word : fault_kind_words()) CHECK(verbs.count(std::string(word)) == 1);
    CHECK(without_faults > 0);
}

TEST_CASE("limits hold and leave alone what they do not name") {
    Limits limits;
    limits.least_servers = limits.most_servers = 5;
    limits.shape = topology::Shape::ring;
    limits.updates = 7;
    limits.duration = std::chrono::seconds(2);
    CHECK(format_limits(Limits()) == "");
    CHECK(format_limits(limits) == " --servers 5 --topology ring --updates 7 --duration 2s");
    for (auto& rate : limits.faults) rate.is_allowed = false;
    limits.of(FaultKind::crash) = {true, 2500};
    CHECK(format_limits(limits) ==
          " --servers 5 --topology ring --updates 7 --duration 2s --faults crash --fault crash=2.5");
    std::size_t crashes = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const auto scenario = draw(seed, limits);
        CHECK(scenario.config.servers.size() == 5);
        CHECK(scenario.config.links.size() == 5);
        CHECK(count_faults(scenario, "cut") + count_faults(scenario, "pause") == 0);
        crashes += count_faults(scenario, "crash");
    }
    CHECK(crashes > 400);
    CHECK(crashes < 600);

    Limits no_crash;
    no_crash.of(FaultKind::crash).is_allowed = false;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const auto all = draw(seed);
        const auto rest = draw(seed, no_crash);
        CHECK(scenario::same(all.config, rest.config));
        if (count_faults(all, "crash") == 0) CHECK(format_scenario(all) == format_scenario(rest));
    }
}

}  // namespace
}  // namespace herd::swarm

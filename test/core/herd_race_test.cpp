#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "core/support/fake_herd.hpp"
#include "support/catch.hpp"

namespace herd::test {
namespace {

constexpr Delivery race_deliveries[] = {Delivery::whole, Delivery::split, Delivery::dripped, Delivery::mixed};

/// Three servers hear of one client at equal times; `offsets` is how far their clocks are off.
void race(std::uint32_t seed, const std::vector<nanoseconds>& offsets) {
    FakeHerd herd(seed % 2 ? make_ring(5) : make_full_mesh(5), seed, race_deliveries[seed % 4]);
    if (seed % 3) herd.settle();
    std::vector<std::size_t> servers = {0, 1, 2, 3, 4};
    std::shuffle(servers.begin(), servers.end(), herd.random());
    // What the rule compares: receipt, name, location; and the answer that the winner must have given.
    std::vector<std::tuple<nanoseconds, std::string, std::string, std::string>> racers;
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t server = servers[i];
        herd.set_clock(server, offsets[i]);
        const std::string location = "+" + std::to_string(3 - i) + "+1";
        const std::string answer = herd.tell(server, "IAMAT kiwi " + location + " 1000000");
        const auto name = herd.roster().name(static_cast<core::ServerIndex>(server));
        if (answer.find(location) == std::string::npos)
            continue;  // it had heard of another one, and kept that
        racers.emplace_back(offsets[i], name, location, answer);
    }
    herd.settle();
    const std::string winner = std::get<3>(*std::min_element(racers.begin(), racers.end()));
    INFO("seed " << seed);
    REQUIRE(racers.size() == 3);
    REQUIRE(herd.find_fault() == "");
    for (std::size_t server = 0; server < herd.size(); ++server) {
        REQUIRE(herd.contents(server)["kiwi"] + "\n" == winner);
    }
}

TEST_CASE("races of equal times end with the earliest receipt everywhere") {
    std::mt19937 random(1);
    for (std::uint32_t seed = 1; seed <= 30; ++seed) {
        std::vector<nanoseconds> offsets = {nanoseconds(0), nanoseconds(1 + random() % 5), nanoseconds(10)};
        std::shuffle(offsets.begin(), offsets.end(), random);
        race(seed, offsets);
    }
}

TEST_CASE("races of equal times and receipts end with the least server name everywhere") {
    for (std::uint32_t seed = 1; seed <= 15; ++seed) race(seed, std::vector<nanoseconds>(3));
}

TEST_CASE("races in which two receipts are equal end with the lesser of the two names everywhere") {
    for (std::uint32_t seed = 1; seed <= 15; ++seed) {
        std::vector<nanoseconds> offsets(3, nanoseconds(5));
        offsets[seed % 3] = nanoseconds(6);
        race(seed, offsets);
    }
}

TEST_CASE("the greater client time wins against any receipt") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        FakeHerd herd(make_ring(5), seed, race_deliveries[seed % 4]);
        herd.set_clock(3, std::chrono::hours(1));
        herd.tell(1, "IAMAT kiwi +1+1 1000000");
        const std::string winner = herd.tell(3, "IAMAT kiwi +2+2 1000000.000000001");
        herd.tell(0, "IAMAT kiwi +3+3 999999.999999999");
        herd.settle();
        INFO("seed " << seed);
        REQUIRE(herd.find_fault() == "");
        REQUIRE(herd.contents(0)["kiwi"] + "\n" == winner);
    }
}

}  // namespace
}  // namespace herd::test

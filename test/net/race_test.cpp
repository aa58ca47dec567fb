// Updates of one client, of the same time, at several servers at once.

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <tuple>

#include "support/catch.hpp"
#include "support/live_herd.hpp"

namespace herd::net {
namespace {

using namespace test;

/// What decides between records of the same time: the least is the newest.
struct Rank {
    std::int64_t skew = 0;  // nanoseconds; orders the times of receipt
    std::string server;
    std::string location;

    explicit Rank(const std::string& at_line) {
        std::array<std::string, 6> fields;
        std::size_t from = 0;
        for (auto& field : fields) {
            const auto end = std::min(at_line.find(' ', from), at_line.size());
            field = at_line.substr(from, end - from);
            from = std::min(end + 1, at_line.size());
        }
        REQUIRE(fields[0] == "AT");
        server = fields[1];
        location = fields[4];
        std::string digits = fields[2];
        REQUIRE(digits.front() == '+');
        REQUIRE(digits[digits.size() - 10] == '.');
        digits.erase(digits.size() - 10, 1);
        const auto end = digits.data() + digits.size();
        REQUIRE(std::from_chars(digits.data() + 1, end, skew).ptr == end);
    }

    friend bool operator<(const Rank& a, const Rank& b) {
        return std::tie(a.skew, a.server, a.location) < std::tie(b.skew, b.server, b.location);
    }
};

TEST_CASE("races of equal times end alike everywhere and as the rule says") {
    const HerdPlan plan(classic_ring());
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    std::array<TestClient, 3> clients{TestClient(herd.port("Alford")), TestClient(herd.port("Ball")),
                                      TestClient(herd.port("Welsh"))};
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        const std::string name = "racer" + std::to_string(round);
        for (std::size_t i = 0; i < clients.size(); ++i) {
            // Another one is first each time.
            auto& client = clients[(i + static_cast<std::size_t>(round)) % clients.size()];
            client.send("IAMAT " + name + " +" + std::to_string(i + 1) + "-118 1479413884.5\n");
        }
        std::array<std::string, 3> answers;
        for (std::size_t i = 0; i < clients.size(); ++i) answers[i] = clients[i].read_line();
        // The winner was what its own server answered, whatever the others knew by then.
        const auto winner = *std::min_element(answers.begin(), answers.end(),
                                              [](const auto& a, const auto& b) { return Rank(a) < Rank(b); });
        REQUIRE(herd.await([&](Herd& live) {
            for (core::ServerIndex i = 0; i < 5; ++i) {
                if (live.server(i).store().digest() != live.server(0).store().digest()) return false;
            }
            return live.server(0).store().size() == static_cast<std::size_t>(round) + 1;
        }));
        for (const auto& server : classic_ring().names) CHECK(herd.record(server, name) == winner);
    }
}

}  // namespace
}  // namespace herd::net

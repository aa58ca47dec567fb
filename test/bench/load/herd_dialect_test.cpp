// What clients say to a herd, and which answers are noticed to be wrong.

#include "bench/herd_dialect.hpp"

#include <chrono>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "app/herd_file.hpp"
#include "bench/answers.hpp"
#include "core/command.hpp"
#include "core/location.hpp"
#include "support/catch.hpp"

namespace herd::bench {
namespace {

HerdDialect::Options make_options(std::size_t connections, std::size_t clients, std::size_t depth = 1) {
    return {.servers = {"Alford", "Ball"},
            .connections = connections,
            .depth = depth,
            .phones = {.count = clients},
            .start = WallTime(std::chrono::seconds(1'700'000'000))};
}

std::string make_request(HerdDialect& dialect, std::size_t connection = 0) {
    std::string line;
    dialect.append_request(connection, line);
    REQUIRE(line.ends_with('\n'));
    return line.substr(0, line.size() - 1);
}

/// The IAMAT that a client says, read as a server reads it.
core::Iamat read_iamat(const std::string& line) {
    const auto command = core::parse_command(line);
    REQUIRE(command);
    return std::get<core::Iamat>(*command);
}

/// The answer to an IAMAT.
std::string answer(const std::string& line, const std::string& server = "Alford",
                   const std::string& skew = "+0.123456789") {
    return "AT " + server + " " + skew + " " + line.substr(6) + "\n";
}

/// Says IAMAT of every client of the only connection, and takes the answers.
std::map<std::string, std::string> introduce_all(HerdDialect& dialect, std::size_t clients) {
    std::map<std::string, std::string> at_lines;
    for (std::size_t i = 0; i < clients; ++i) {
        const auto line = make_request(dialect);
        at_lines[std::string(read_iamat(line).client)] = answer(line);
        REQUIRE(dialect.take_answer(0, answer(line)));
    }
    return at_lines;
}

TEST_CASE("every client speaks first of all, and every IAMAT is valid and news") {
    constexpr std::size_t clients = 1000;
    HerdDialect dialect(make_options(1, clients));
    std::map<std::string, core::ClientTime> newest;
    std::set<std::string> locations;
    for (std::size_t i = 0; i < 5 * clients; ++i) {
        const auto line = make_request(dialect);
        const auto iamat = read_iamat(line);
        REQUIRE(core::parse_location(iamat.location));
        REQUIRE(iamat.client.size() == 20);
        const auto [known, is_first] = newest.try_emplace(std::string(iamat.client), iamat.client_time);
        if (!is_first) REQUIRE(known->second < iamat.client_time);
        known->second = iamat.client_time;
        locations.insert(std::string(iamat.location));
        if (i < clients) REQUIRE(is_first);
        REQUIRE(*dialect.take_answer(0, answer(line)) == answer(line).size());
    }
    CHECK(newest.size() == clients);
    CHECK(locations.size() > 4 * clients);
    CHECK(dialect.updates() == 5 * clients);
    CHECK(dialect.known_clients() == clients);
}

TEST_CASE("clients are visited in another order than the one they were introduced in") {
    constexpr std::size_t clients = 100;
    HerdDialect dialect(make_options(1, clients));
    std::vector<std::string> first, second;
    for (std::size_t i = 0; i < 2 * clients; ++i) {
        const auto line = make_request(dialect);
        (i < clients ? first : second).emplace_back(read_iamat(line).client);
        REQUIRE(dialect.take_answer(0, answer(line)));
    }
    CHECK(first != second);
    CHECK(std::set<std::string>(second.begin(), second.end()).size() > clients / 3);
}

TEST_CASE("connections have clients of their own, and talk to the servers in turn") {
    HerdDialect dialect(make_options(3, 10));
    std::map<std::string, std::size_t> owner;
    for (std::size_t round = 0; round < 8; ++round) {
        for (std::size_t connection = 0; connection < 3; ++connection) {
            const auto line = make_request(dialect, connection);
            const auto [known, is_new] = owner.try_emplace(std::string(read_iamat(line).client), connection);
            REQUIRE(known->second == connection);
            REQUIRE(dialect.take_answer(connection, answer(line, connection == 1 ? "Ball" : "Alford")));
        }
    }
    CHECK(owner.size() == 10);
}

TEST_CASE("names have the length that is asked for, and tell all clients apart") {
    for (const std::size_t length : {2, 3, 64}) {
        auto options = make_options(1, 1296);
        options.phones.name_length = length;
        HerdDialect dialect(options);
        std::set<std::string> names;
        for (std::size_t i = 0; i < 1296; ++i) {
            const auto line = make_request(dialect);
            names.emplace(read_iamat(line).client);
            REQUIRE(names.begin()->size() == length);
            REQUIRE(dialect.take_answer(0, answer(line)));
        }
        CHECK(names.size() == 1296);
    }
    CHECK(PhoneTable::least_name_length(1) == 1);
    CHECK(PhoneTable::least_name_length(36) == 1);
    CHECK(PhoneTable::least_name_length(37) == 2);
    CHECK(PhoneTable::least_name_length(1'000'000) == 4);
}

TEST_CASE("clients around a place are near it, at the ends of the Earth, too") {
    for (const LatLng around : {LatLng{34.07, -118.44}, LatLng{90, 180}, LatLng{-90, -180}}) {
        auto options = make_options(1, 200);
        options.phones.around = around;
        HerdDialect dialect(options);
        for (std::size_t i = 0; i < 200; ++i) {
            const auto line = make_request(dialect);
            const auto at = core::parse_location(read_iamat(line).location);
            REQUIRE(at);
            REQUIRE(std::abs(at->lat - around.lat) < 0.3);
            REQUIRE(std::abs(at->lng - around.lng) < 0.3);
            REQUIRE(dialect.take_answer(0, answer(line)));
        }
    }
}

TEST_CASE("client times go on across whole seconds") {
    ClientClock clock(1'999'999'999'999'999'998);
    CHECK(clock.tick() == "1999999999.999999999");
    CHECK(clock.tick() == "2000000000.000000000");
    CHECK(clock.tick() == "2000000000.000000001");
    CHECK(ClientClock(7).tick() == "0000000000.000000008");
}

TEST_CASE("an answer to IAMAT is right to the byte") {
    HerdDialect dialect(make_options(2, 10));
    const auto line = make_request(dialect);
    const auto iamat = read_iamat(line);
    const std::string good = answer(line);

    // What is not all there is neither right nor wrong, and what follows is not looked at.
    for (std::size_t size = 0; size < good.size(); ++size)
        CHECK(*dialect.take_answer(0, good.substr(0, size)) == 0);

    struct Wrong {
        std::string bytes;
        std::string why;
    };
    std::string other_client = good;
    other_client[good.find(iamat.client)] = '_';
    std::string other_place = good;
    other_place[good.find(iamat.location) + 2] ^= 1;
    std::string other_time = good;
    other_time[good.size() - 2] ^= 1;
    const std::string head = "does not begin as it should";
    for (const auto& [bytes, why] :
         std::vector<Wrong>{{answer(line, "Ball"), head},
                            {"? " + line + "\n", head},
                            {"\n", head},
                            {std::string(1000, '\xff') + "\n", head},
                            {other_client, "another client"},
                            {other_place, "not what the client said"},
                            {other_time, "not what the client said"},
                            {good.substr(0, good.size() - 1) + "\r\n", "not what the client said"},
                            {answer(line, "Alford", "0.123456789"), "skew"},
                            {answer(line, "Alford", "+0.12345678"), "skew"},
                            {answer(line, "Alford", "+.123456789"), "skew"},
                            {answer(line, "Alford", "+0.1234567890"), "skew"},
                            {answer(line, "Alford", "+x.123456789"), "skew"},
                            {answer(line, "Alford", "+1.0 0.123456789"), "skew"},
                            {answer(line, "Alford", ""), "skew"}}) {
        CAPTURE(bytes);
        const auto taken = dialect.take_answer(0, bytes);
        REQUIRE_FALSE(taken);
        CHECK(app::contains(taken.error(), why));
        CHECK(app::contains(taken.error(), "\n  asked     " + line + "\n"));
        CHECK(app::contains(taken.error(), "\n  answered  "));
        CHECK(taken.error().size() < 4000);
    }
    CHECK(*dialect.take_answer(0, good + "AT") == good.size());
    CHECK(is_skew("-12.000000000"));
}

TEST_CASE("answers are those of what was said when the question was asked") {
    // One client that says something new before its first answer has come.
    HerdDialect dialect(make_options(1, 1, 3));
    const auto first = make_request(dialect);
    const auto second = make_request(dialect);
    const auto third = make_request(dialect);
    CHECK_FALSE(dialect.take_answer(0, answer(second)));
    CHECK(dialect.take_answer(0, answer(first)));
    CHECK(dialect.take_answer(0, answer(second)));
    CHECK(dialect.take_answer(0, answer(third)));
}

TEST_CASE("an answer to WHATSAT is the AT line of what the client last said, and JSON") {
    auto options = make_options(1, 5);
    options.mix = {0, 1, 0};
    HerdDialect dialect(options);
    const auto at_lines = introduce_all(dialect, 5);
    const auto line = make_request(dialect);
    const auto command = core::parse_command(line);
    REQUIRE(command);
    const std::string at = at_lines.at(std::string(std::get<core::Whatsat>(*command).client));
    const std::string good = at + "{\n   \"results\" : []\n}\n\n";
    for (std::size_t size = 0; size < good.size(); ++size)
        CHECK(*dialect.take_answer(0, good.substr(0, size)) == 0);
    for (const auto& wrong : {"? " + line + "\n", at + "\n\n", at + "[]\n\n", at + "{\"results\" : [\n\n",
                              at + "OK}\n\n", "AT Ball" + good.substr(9)}) {
        CAPTURE(wrong);
        const auto taken = dialect.take_answer(0, wrong);
        REQUIRE_FALSE(taken);
        CHECK(app::contains(taken.error(), "\n  asked     " + line + "\n"));
    }
    CHECK(*dialect.take_answer(0, good + "AT") == good.size());
}

TEST_CASE("an answer to NEARBY is an AT line and NEAR lines, nearest first") {
    auto options = make_options(1, 5);
    options.mix = {0, 0, 1};
    HerdDialect dialect(options);
    const auto at_lines = introduce_all(dialect, 5);
    const auto line = make_request(dialect);
    const auto command = core::parse_command(line);
    REQUIRE(command);
    const auto nearby = std::get<core::Nearby>(*command);
    const std::string at = at_lines.at(std::string(nearby.client));
    const auto near = [&](const std::string& km) { return "NEAR " + km + " " + at; };
    const std::string good = at + near("0.000") + near("0.500") + near("12.250") + "\n";
    for (std::size_t size = 0; size < good.size(); ++size)
        CHECK(*dialect.take_answer(0, good.substr(0, size)) == 0);

    std::string many = at;
    for (int i = 0; i <= nearby.bound; ++i) many += near("1.000");
    for (const auto& wrong : {"? " + line + "\n", at + "NEAR 1 AT x\n\n", at + "NEAR 1.000\n\n",
                              at + "FAR 1.000 AT x\n\n", at + "NEAR x.000 AT x\n\n", at + at + "\n",
                              at + near("2.000") + near("1.999") + "\n", many + "\n"}) {
        CAPTURE(wrong);
        const auto taken = dialect.take_answer(0, wrong);
        REQUIRE_FALSE(taken);
        CHECK(app::contains(taken.error(), "\n  asked     " + line + "\n"));
    }
    CHECK(*dialect.take_answer(0, good + "AT") == good.size());
}

TEST_CASE("clients say as often what they are told to") {
    constexpr std::size_t count = 4000;
    auto options = make_options(1, 10, count);
    options.mix = {2, 1, 1};
    HerdDialect dialect(options);
    introduce_all(dialect, 10);
    std::map<std::size_t, std::size_t> verbs;
    for (std::size_t i = 0; i < count; ++i) ++verbs[core::parse_command(make_request(dialect))->index()];
    CHECK(verbs[0] > count * 4 / 10);
    CHECK(verbs[1] > count / 6);
    CHECK(verbs[2] > count / 6);
}

TEST_CASE("updates that were sent are kept, and a sample of the newest ones is told") {
    HerdDialect dialect(make_options(1, 50));
    dialect.keep_sent(3);
    std::vector<std::string> said;
    for (int i = 0; i < 20; ++i) {
        said.push_back(make_request(dialect));
        REQUIRE(dialect.take_answer(0, answer(said.back())));
    }
    REQUIRE(dialect.sent().size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(dialect.sent()[i].client == read_iamat(said[i]).client);
        CHECK(dialect.sent()[i].time == read_iamat(said[i]).time);
    }
    CHECK(dialect.sent()[0].sent <= dialect.sent()[2].sent);

    // Of 20 clients that were heard of, every fourth.
    const auto sample = dialect.sample(5);
    REQUIRE(sample.size() == 5);
    CHECK(sample[0].head == "AT Alford ");
    CHECK("IAMAT " + sample[1].client + sample[1].tail == said[4] + "\n");
    CHECK(dialect.sample(1000).size() == 20);
}

}  // namespace
}  // namespace herd::bench

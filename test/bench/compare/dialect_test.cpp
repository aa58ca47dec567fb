// What is said to the servers beside which the herd is set, and that the echo servers send it back.

#include <chrono>
#include <set>
#include <string>

#include "bench/load.hpp"
#include "echo_dialect.hpp"
#include "phone_walk.hpp"
#include "redis_dialect.hpp"
#include "support/catch.hpp"
#include "support/process.hpp"
#include "support/test_client.hpp"

namespace herd::bench {
namespace {

PhoneWalk make_walk(std::size_t connections) {
    Phones phones;
    phones.count = 10;
    phones.around = LatLng{82.5, -118.4};
    return {phones, connections, WallTime(std::chrono::seconds(1'479'413'884))};
}

std::string ask(Dialect& dialect, std::size_t connection) {
    std::string request;
    dialect.append_request(connection, request);
    return request;
}

TEST_CASE("connections speak of clients of their own, of each of them first") {
    PhoneWalk walk = make_walk(2);
    std::set<std::string> first;
    std::set<std::string> second;
    for (int i = 0; i < 5; ++i) {
        first.emplace(walk.next(0).substr(6, walk.name_length()));
        second.emplace(walk.next(1).substr(6, walk.name_length()));
    }
    CHECK(first.size() == 5);
    CHECK(second.size() == 5);
    for (int i = 0; i < 100; ++i) {
        CHECK(first.contains(std::string(walk.next(0).substr(6, walk.name_length()))));
        CHECK(second.contains(std::string(walk.next(1).substr(6, walk.name_length()))));
    }
}

TEST_CASE("an echo is right if it is the line, in the order of the lines") {
    PhoneWalk walk = make_walk(1);
    EchoDialect dialect(walk, 1, 2);
    for (int turn = 0; turn < 3; ++turn) {
        auto lines = ask(dialect, 0);
        lines += ask(dialect, 0);
        const auto size = lines.size() / 2;
        CHECK(dialect.take_answer(0, lines.substr(0, size - 1)) == std::size_t{0});
        CHECK(dialect.take_answer(0, lines) == size);
        CHECK_FALSE(dialect.take_answer(0, lines));
        CHECK(dialect.take_answer(0, lines.substr(size)) == size);
    }
}

TEST_CASE("Redis is told of an update in its protocol") {
    PhoneWalk lines = make_walk(1);
    const std::string line(lines.next(0));
    const auto client = line.substr(6, 20);
    const auto location = line.substr(27, 21);

    PhoneWalk walk_of_set = make_walk(1);
    RedisDialect set(walk_of_set, RedisCommand::set);
    CHECK(ask(set, 0) == "*3\r\n$3\r\nSET\r\n$20\r\n" + client + "\r\n$42\r\n" + location + " " +
                             line.substr(49, 20) + "\r\n");
    CHECK(set.take_answer(0, "+OK\r") == std::size_t{0});
    CHECK(set.take_answer(0, "+OK\r\n+OK\r\n") == std::size_t{5});
    CHECK_FALSE(set.take_answer(0, "-ERR\r\n"));

    PhoneWalk walk_of_geoadd = make_walk(1);
    RedisDialect geoadd(walk_of_geoadd, RedisCommand::geoadd);
    // It knows no latitudes beyond 85 degrees.
    REQUIRE(location.starts_with("+8"));
    CHECK(ask(geoadd, 0) == "*5\r\n$6\r\nGEOADD\r\n$6\r\nphones\r\n$11\r\n" + location.substr(10) +
                                "\r\n$10\r\n+7" + location.substr(2, 8) + "\r\n$20\r\n" + client + "\r\n");
    CHECK(geoadd.take_answer(0, ":1\r\n") == std::size_t{4});
    CHECK_FALSE(geoadd.take_answer(0, "+OK\r\n"));
}

TEST_CASE("echo servers send whole lines back, however they come") {
    for (const std::string program : {HERD_LINE_ECHO, HERD_ASIO_ECHO}) {
        INFO(program);
        test::Process server({program});
        const auto port = static_cast<std::uint16_t>(std::stoi(server.read_line()));
        test::TestClient client(port);
        client.send("one\ntw");
        CHECK(client.read_line() == "one");
        client.send("o\nthree\n");
        CHECK(client.read_line() == "two");
        CHECK(client.read_line() == "three");

        Load load;
        load.endpoints = {{"127.0.0.1", port}};
        load.connections = 3;
        load.depth = 2;
        load.count = 1000;
        PhoneWalk walk = make_walk(load.connections);
        EchoDialect dialect(walk, load.connections, load.depth);
        const auto result = run_load(load, dialect);
        REQUIRE(result);
        CHECK(result->answers >= 1000);
    }
}

}  // namespace
}  // namespace herd::bench

// A herd with few file descriptors.

#include <csignal>
#include <vector>

#include "herd_file.hpp"
#include "support/catch.hpp"
#include "support/test_client.hpp"

namespace herd::app {
namespace {

using namespace test;

TEST_CASE("clients that find no file descriptor left wait until there is one") {
    const HerdFile file;
    Process process({"/bin/sh", "-c", "ulimit -n 48 && exec '" HERD_PROGRAM "' up --only Alford"},
                    file.options());
    REQUIRE(process.read_line().starts_with("READY "));
    std::vector<TestClient> clients;
    for (int i = 0; i < 80; ++i) {
        clients.emplace_back(file.port(0));
        clients.back().send("hello\n");
    }
    // The last ones have their turn as the first ones go.
    for (auto& client : clients) {
        CHECK(client.read_line() == "? hello");
        client.reset();
    }
    process.signal(SIGTERM);
    CHECK(process.finish().status == 0);
    const auto log = read_file(file.directory() / "log" / "Alford.log");
    CHECK(contains(log, "\"accept_failed\",\"conn\":\"server\",\"text\":\"Too many open files\""));
}

}  // namespace
}  // namespace herd::app
